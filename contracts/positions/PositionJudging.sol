// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PositionFinding} from "../interfaces/IPositionViews.sol";
import {Bindings} from "../types/LeverageKinds.sol";
import {MonthWord} from "../types/MonthWord.sol";
import {PositionBounds, PositionBuckets, UnderlyingBits} from "../types/PositionKinds.sol";
import {StandingWord} from "../types/StandingWord.sol";
import {Person, PositionMoves, Scene} from "./PositionMoves.sol";
import {MonthDetails, UnderlyingDetails} from "./PositionStorage.sol";
import {PositionSums, Sums, View} from "./PositionSums.sol";

/// @notice What was found so far, at most as many as there is room for.
struct PositionFindings {
    PositionFinding[] list;
    uint256 count;
}

/// @notice By what a movement is judged. @param limits By bucket, in contracts. @param time Unix seconds.
struct Question {
    View seen;
    uint256[3] limits;
    uint256 time;
}

/// @title The decision of a position book
/// @notice The one function that decides: a movement is refused if it makes what a limit measures of some person grow, and be above the limit.
/// @dev Views only: enforcement reads the same answer, and writes.
abstract contract PositionJudging is PositionMoves {
    using PositionSums for Sums;

    /// @dev Adds to `found` what stands against the movement, in order: persons as they came, buckets from the narrowest, long before short.
    function _judge(Scene memory s, uint256 time, PositionFindings memory found) internal view {
        Question memory q = _questionOf(s, time);
        for (uint256 i = 0; i < s.count; ++i) {
            Person memory person = s.people[i];
            int256 moved = person.moved + person.movedBeside;
            if (moved == 0) continue;
            Sums memory before;
            _addSums(s, person, q.seen, before, true);
            Sums memory later = before.copy();
            later.add(s.entry, moved, q.seen);
            if (_judgePerson(s, person, q, before, later, found)) return;
        }
    }

    /// @dev Reads the month, if the product has one.
    function _questionOf(Scene memory s, uint256 time) internal view returns (Question memory q) {
        q.time = time;
        q.seen.countsSpot = s.underlying.has(UnderlyingBits.COUNTS_SPOT);
        q.limits = [PositionBounds.NO_LIMIT, PositionBounds.NO_LIMIT, s.underlying.allMonths()];
        uint256 month = s.entry.month();
        if (month == 0) return q;
        MonthWord limits = _months[_placeOf(s.product.underlying(), month)];
        (q.seen.month, q.seen.apart, q.seen.cash) = (month, limits.isApart(), s.entry.isCash());
        q.limits[PositionBuckets.SPOT_MONTH] = limits.spot(time);
        q.limits[PositionBuckets.SINGLE_MONTH] = limits.single();
    }

    /// @return full Whether `found` takes no more.
    function _judgePerson(
        Scene memory s,
        Person memory person,
        Question memory q,
        Sums memory before,
        Sums memory later,
        PositionFindings memory found
    ) private view returns (bool full) {
        bool sameSide = s.underlying.has(UnderlyingBits.SAME_SIDE);
        bool ordered = s.underlying.has(UnderlyingBits.ORDERED);
        for (uint256 bucket = 0; bucket < q.limits.length; ++bucket) {
            bool capped = ordered && bucket == PositionBuckets.ALL_MONTHS;
            uint256 base = PositionSums.millionths(q.limits[bucket]);
            if (base == type(uint256).max && !capped) continue;
            for (uint256 side = 0; side < 2; ++side) {
                bool short = side != 0;
                uint256 measured = later.measure(bucket, short, sameSide);
                if (measured <= before.measure(bucket, short, sameSide) || (measured <= base && !capped)) continue;
                StandingWord standing = _standings[s.product.underlying()][person.investor];
                (uint256 limit, uint256 exempted, bool below) = _limitFor(standing, bucket, short, base, q.time);
                if (measured <= limit) continue;
                PositionFinding memory one = found.list[found.count++];
                (one.subject, one.bucket, one.short, one.ordered) = (person.investor, uint8(bucket), short, below);
                (one.measured, one.limit, one.exempted) = (measured, limit, exempted);
                _tell(s, person, q.seen, later, one);
                if (found.count == found.list.length) return true;
            }
        }
    }

    /// @dev Where the limit is, who has what of the measured side after the movement, and what is behind the limit.
    function _tell(
        Scene memory s,
        Person memory person,
        View memory seen,
        Sums memory later,
        PositionFinding memory one
    ) private view {
        uint32 underlying = s.product.underlying();
        one.underlying = underlying;
        Sums memory beside;
        if (person.aggregates) _addSums(s, person, seen, beside, false);
        beside.add(s.entry, person.movedBeside, seen);
        one.attributed = beside.gross(one.bucket, one.short);
        one.own = later.gross(one.bucket, one.short) - one.attributed;
        one.binding = Bindings.POLICY;
        if (one.ordered) {
            one.provision = _standingDetails[underlying][person.investor].instrument;
        } else if (one.bucket == PositionBuckets.ALL_MONTHS) {
            UnderlyingDetails storage details = _underlyingDetails[underlying];
            (one.provision, one.binding) = (details.provision, details.binding);
        } else {
            one.month = uint16(seen.month); // fits: 12 bits
            MonthDetails storage details = _monthDetails[_placeOf(underlying, seen.month)];
            (one.provision, one.binding) =
                one.bucket == PositionBuckets.SPOT_MONTH
                    ? (details.spotProvision, details.spotBinding)
                    : (details.provision, details.binding);
        }
    }

    /// @return limit Millionths of a contract. exempted: what of it is an exemption. ordered: an order is below it.
    function _limitFor(
        StandingWord standing,
        uint256 bucket,
        bool short,
        uint256 base,
        uint256 time
    ) internal pure returns (uint256 limit, uint256 exempted, bool ordered) {
        limit = base;
        if (limit != type(uint256).max) {
            exempted = PositionSums.millionths(standing.exempted(short, time));
            limit += exempted;
        }
        if (bucket != PositionBuckets.ALL_MONTHS) return (limit, exempted, false);
        uint256 cap = PositionSums.millionths(standing.capAt(time));
        if (cap < limit) (limit, exempted, ordered) = (cap, 0, true);
    }

    /// @dev Before the movement, over all pages of the underlying.
    function _addSums(
        Scene memory s,
        Person memory person,
        View memory seen,
        Sums memory sums,
        bool withOwn
    ) internal view {
        uint256 lots = person.attributed.all();
        if (withOwn) lots += person.own.all(); // no slot overflows: 2**40 and 2**47
        sums.addPage(s.roster, lots, seen);
        if (s.underlying.pages() == s.page) return;
        for (uint256 i = 0; i < PositionBounds.MOST_PAGES; ++i) {
            uint24 page = s.underlying.pageAt(i);
            if (page == 0 || page == s.page) continue;
            lots = withOwn ? _own[page][person.investor].all() : 0;
            if (person.aggregates) lots += _attributed[page][person.investor].all();
            if (lots != 0) sums.addPage(_rosters[page], lots, seen);
        }
    }
}
