// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PositionFinding} from "../interfaces/IPositionViews.sol";
import {Bindings} from "../types/LeverageKinds.sol";
import {LotsWord} from "../types/LotsWord.sol";
import {MonthWord} from "../types/MonthWord.sol";
import {Person} from "../types/Person.sol";
import {LotsBits, LotsField, PositionBounds, PositionBuckets, UnderlyingBits} from "../types/PositionKinds.sol";
import {ProductWord} from "../types/ProductWord.sol";
import {RosterEntry} from "../types/RosterWord.sol";
import {StandingWord} from "../types/StandingWord.sol";
import {UnderlyingWord} from "../types/UnderlyingWord.sol";
import {PositionMoves, Scene} from "./PositionMoves.sol";
import {MonthDetails, UnderlyingDetails} from "./PositionStorage.sol";
import {Lens, PositionSums} from "./PositionSums.sol";

/// @notice What was found so far, and how much there is room for.
struct PositionFindings {
    uint256 most;
    PositionFinding[] list;
    uint256 count;
}

/// @notice By what a movement is judged. @param limits By bucket, in millionths of a contract; `type(uint256).max`: none. @param time Unix seconds.
/// least: of them, in millionths; 0 where somebody is under an order to halt, as `ordered` says.
struct Question {
    Lens lens;
    uint256 least;
    bool ordered;
    uint256[3] limits;
    uint256 time;
}

/// @title The decision of a position book
/// @notice The one function that decides: a movement is refused if it makes what a limit measures of some person grow, and be above the limit.
/// @dev Views only: enforcement reads the same answer, and writes. Of one person a movement makes one side grow at most: of a net position, the side towards
/// which it moves; where sides do not net, the product's own, by more lots. What it measures after the movement, if that is anything, it did not measure before.
abstract contract PositionJudging is PositionMoves {
    /// @dev Adds to `found` what stands against the movement, in order, until it is full: persons as they came, buckets from the narrowest.
    function _judge(Scene memory s, Question memory q, PositionFindings memory found) internal view {
        for (Person person = s.first; person.isSomebody(); person = person.next()) {
            int256 moved = _look(s, person, q.lens);
            if (moved == 0 || _isAlone(s, person, q, moved)) continue;
            int256[3] memory sums = _sumsAfter(s, person, q, moved);
            for (uint256 bucket = 0; bucket < 3; ++bucket) {
                uint256 measured = PositionSums.positive(sums[bucket]);
                if (measured > q.limits[bucket] || (bucket == PositionBuckets.ALL_MONTHS && q.ordered)) {
                    if (_judgeOne(s, person, q, bucket, measured, found)) return;
                }
            }
        }
    }

    /// @dev Whether the person has nothing else of the underlying, and of this below every limit: what most have, and read at once.
    function _isAlone(Scene memory s, Person person, Question memory q, int256 moved) private pure returns (bool) {
        (uint256 its, uint256 rest) = _lotsAfter(s, person, moved);
        ProductWord product = s.product;
        unchecked {
            // fits: 74 bits
            return rest == 0 && its * product.entry().ratio() <= q.least && s.underlying.pages() == product.page();
        }
    }

    /// @return its Lots of the product after the movement. @return rest Those of the other products of the page, as in `LotsWord`.
    function _lotsAfter(Scene memory s, Person person, int256 moved) private pure returns (uint256 its, uint256 rest) {
        unchecked {
            uint256 shift = s.product.slot() * LotsField.SLOT_BITS;
            rest = person.position().all();
            its = (rest >> shift) & LotsField.SLOT_MASK;
            rest -= its << shift;
            its += uint256(moved);
        }
        if (its > LotsField.SLOT_MASK) _full(s, person.investor());
    }

    /// @dev Reads the limits of the month, if the product has one.
    /// @return counts False: what moves counts nothing, and nobody's position grows.
    function _ask(Scene memory s, uint256 time, Question memory q) internal view returns (bool counts) {
        UnderlyingWord underlying = s.underlying;
        RosterEntry entry = s.product.entry();
        Lens memory lens = q.lens;
        lens.countsSpot = underlying.has(UnderlyingBits.COUNTS_SPOT);
        if (!entry.counts(lens.countsSpot) || entry.ratio() == 0) return false;
        q.time = time;
        lens.alone = underlying.has(UnderlyingBits.SAME_SIDE);
        uint256[3] memory limits = q.limits;
        uint256 all = underlying.allMonths();
        uint256 month = entry.month();
        (uint256 spot, uint256 single) = (PositionBounds.NO_LIMIT, PositionBounds.NO_LIMIT);
        if (month != 0) {
            MonthWord word = _months[_placeOf(s.product.underlying(), month)];
            (spot, single) = (word.spot(time), word.single());
            (lens.month, lens.apart, lens.cash) = (month, word.isApart(), entry.isCash());
        }
        limits[PositionBuckets.SPOT_MONTH] = PositionSums.millionths(spot);
        limits[PositionBuckets.SINGLE_MONTH] = PositionSums.millionths(single);
        limits[PositionBuckets.ALL_MONTHS] = PositionSums.millionths(all);
        q.ordered = underlying.has(UnderlyingBits.ORDERED);
        if (q.ordered) return true; // the least is 0
        if (single < spot) spot = single;
        q.least = PositionSums.millionths(all < spot ? all : spot);
        return true;
    }

    /// @dev Turns the lens to the side that the movement makes grow.
    /// @return moved Lots of the product that come to the person's position; 0: no side of it grows.
    function _look(Scene memory s, Person person, Lens memory lens) internal pure returns (int256 moved) {
        moved = person.moved(s.given, s.taken);
        if (moved < 0 && lens.alone) return 0;
        lens.short = s.product.entry().isShort() == (moved > 0);
    }

    /// @dev After the movement, over all pages of the underlying, by bucket.
    function _sumsAfter(
        Scene memory s,
        Person person,
        Question memory q,
        int256 moved
    ) internal view returns (int256[3] memory sums) {
        Lens memory lens = q.lens;
        ProductWord product = s.product;
        (uint256 its, uint256 rest) = _lotsAfter(s, person, moved);
        RosterEntry entry = product.entry();
        int256 units = int256(its * entry.ratio()); // fits: 74 bits
        if (entry.isShort() != lens.short) units = lens.alone ? int256(0) : -units;
        sums[PositionBuckets.ALL_MONTHS] = units;
        if (lens.month == 0) units = 0;
        (sums[PositionBuckets.SINGLE_MONTH], sums[PositionBuckets.SPOT_MONTH]) = (units, units);
        if (rest != 0) PositionSums.addPage(sums, _rosters[product.page()], rest, lens);
        if (s.underlying.pages() != product.page()) _addOtherPages(s, person, lens, sums);
    }

    function _addOtherPages(Scene memory s, Person person, Lens memory lens, int256[3] memory sums) private view {
        uint64 investor = person.investor();
        for (uint256 i = 0; i < PositionBounds.MOST_PAGES; ++i) {
            uint24 page = s.underlying.pageAt(i);
            if (page == 0 || page == s.product.page()) continue;
            uint256 lots = (person.aggregates() ? _positionIn(page, investor) : _own[_keyOf(page, investor)]).all();
            if (lots != 0) PositionSums.addPage(sums, _rosters[page], lots, lens);
        }
    }

    /// @dev Of who aggregates others, as in storage.
    function _positionIn(uint24 page, uint64 investor) internal view returns (LotsWord all) {
        uint256 key = _keyOf(page, investor);
        all = _all[key];
        if (!all.has(LotsBits.JOINED)) (, all) = all.plusAll(_own[key]);
    }

    /// @dev A limit that is passed, as far as neither an exemption nor an order says otherwise.
    /// @return full Whether `found` takes no more.
    function _judgeOne(
        Scene memory s,
        Person person,
        Question memory q,
        uint256 bucket,
        uint256 measured,
        PositionFindings memory found
    ) private view returns (bool full) {
        StandingWord standing = _standings[s.product.underlying()][person.investor()];
        bool short = q.lens.short;
        (uint256 limit, uint256 exempted, bool below) = _limitFor(standing, bucket, short, q.limits[bucket], q.time);
        if (measured <= limit) return false;
        if (found.count == 0) found.list = new PositionFinding[](found.most);
        PositionFinding memory one = found.list[found.count++];
        (one.subject, one.bucket, one.short, one.ordered) = (person.investor(), uint8(bucket), short, below); // fits: below 3
        (one.measured, one.limit, one.exempted) = (measured, limit, exempted);
        _tell(s, person, q, one);
        return found.count == found.most;
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
            exempted = standing.exempted(short, time) * PositionBounds.CONTRACT;
            limit += exempted;
        }
        if (bucket != PositionBuckets.ALL_MONTHS) return (limit, exempted, false);
        uint256 cap = PositionSums.millionths(standing.capAt(time));
        if (cap < limit) (limit, exempted, ordered) = (cap, 0, true);
    }

    /// @dev Where the limit is, who has what of the side after the movement, and what is behind the limit.
    function _tell(Scene memory s, Person person, Question memory q, PositionFinding memory one) private view {
        uint32 underlying = s.product.underlying();
        one.underlying = underlying;
        (one.own, one.attributed) = _grossAfter(s, person, q, one.bucket);
        one.binding = Bindings.POLICY;
        if (one.bucket != PositionBuckets.ALL_MONTHS) {
            one.month = uint16(q.lens.month); // fits: 12 bits
            MonthDetails storage details = _monthDetails[_placeOf(underlying, q.lens.month)];
            (one.provision, one.binding) =
                one.bucket == PositionBuckets.SPOT_MONTH
                    ? (details.spotProvision, details.spotBinding)
                    : (details.provision, details.binding);
        } else if (one.ordered) {
            one.provision = _standingDetails[underlying][person.investor()].instrument;
        } else {
            UnderlyingDetails storage details = _underlyingDetails[underlying];
            (one.provision, one.binding) = (details.provision, details.binding);
        }
    }

    /// @dev Of the side that is measured.
    function _grossAfter(
        Scene memory s,
        Person person,
        Question memory q,
        uint256 bucket
    ) private view returns (uint256 own, uint256 attributed) {
        Lens memory lens = q.lens;
        bool alone = lens.alone;
        lens.alone = true;
        int256 moved = person.moved(s.given, s.taken);
        uint256 gross = uint256(_sumsAfter(s, person, q, moved)[bucket]); // one side alone is never below zero
        own = gross;
        if (person.aggregates()) own = _ownAfter(s, person, lens, bucket);
        lens.alone = alone;
        attributed = gross - own;
    }

    function _ownAfter(
        Scene memory s,
        Person person,
        Lens memory lens,
        uint256 bucket
    ) private view returns (uint256 own) {
        int256[3] memory sums;
        uint64 investor = person.investor();
        for (uint256 i = 0; i < PositionBounds.MOST_PAGES; ++i) {
            uint24 page = s.underlying.pageAt(i);
            if (page == 0) continue;
            LotsWord lots = _own[_keyOf(page, investor)];
            if (page == s.product.page() && person.isParty()) {
                lots = person.own().moved(s.product.slot(), _ownMoved(s, person));
            }
            PositionSums.addPage(sums, _rosters[page], lots.all(), lens);
        }
        return uint256(sums[bucket]); // one side alone is never below zero
    }
}
