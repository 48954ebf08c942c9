// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MonthLimits, ProductTerms, SpotStep, UnderlyingTerms} from "../interfaces/IPositionProducts.sol";
import {BucketPosition, IPositionViews, Position, PositionFinding, Standing} from "../interfaces/IPositionViews.sol";
import {PositionMove} from "../interfaces/IPositions.sol";
import {ClosureWord} from "../types/ClosureWord.sol";
import {LotsWord} from "../types/LotsWord.sol";
import {MonthWord} from "../types/MonthWord.sol";
import {PositionBounds, PositionBuckets, UnderlyingBits} from "../types/PositionKinds.sol";
import {ProductWord} from "../types/ProductWord.sol";
import {RosterEntry} from "../types/RosterWord.sol";
import {StandingWord} from "../types/StandingWord.sol";
import {UnderlyingWord} from "../types/UnderlyingWord.sol";
import {PositionFindings, PositionJudging, Question} from "./PositionJudging.sol";
import {Scene} from "./PositionMoves.sol";
import {MonthDetails, PositionStorage, StandingDetails, UnderlyingDetails} from "./PositionStorage.sol";
import {Lens, PositionSums} from "./PositionSums.sol";

/// @title The third half of a position book: what it tells whoever asks
/// @dev Runs on the storage of `PositionBook`, and only reads.
contract PositionViews is PositionJudging, IPositionViews {
    /// @dev Two parties and four aggregators of each, of whom one side grows at most, in three buckets.
    uint256 private constant MOST_FINDINGS = 30;

    constructor(
        address engine_,
        uint32 registry_,
        address authority_
    ) PositionStorage(engine_, registry_, authority_) {}

    /// @inheritdoc IPositionViews
    function explainMove(PositionMove calldata movement) external view returns (PositionFinding[] memory findings) {
        Scene memory s;
        if (!movement.judged || !_open(s, movement.token)) return findings;
        _apply(s, movement, movement.amount, false);
        PositionFindings memory found;
        found.most = MOST_FINDINGS;
        Question memory q;
        if (_ask(s, _timeOf(movement), q)) _judge(s, q, found);
        if (found.count == 0) return findings;
        findings = found.list;
        uint256 length = found.count;
        assembly ("memory-safe") {
            mstore(findings, length) // at most as long as it was made
        }
    }

    /* POSITIONS */

    /// @inheritdoc IPositionViews
    function positionOf(
        uint32 underlying,
        uint16 month,
        uint64 investor,
        uint256 time
    ) external view returns (Position memory position) {
        if (time == 0) time = block.timestamp;
        ClosureWord closure = _closures[investor];
        (position.asOf, position.epoch) = (closure.asOf(), uint16(closure.epoch())); // fits: 16 bits
        MonthWord limits = _months[_placeOf(underlying, month)];
        UnderlyingWord word = _underlyings[underlying];
        Lens memory lens;
        (lens.month, lens.apart, lens.countsSpot) = (month, limits.isApart(), word.has(UnderlyingBits.COUNTS_SPOT));
        BucketPosition[3] memory its = _bucketsOf(word, investor, lens);
        StandingWord standing = _standings[underlying][investor];
        position.allMonths = _limited(its, PositionBuckets.ALL_MONTHS, standing, word.allMonths(), time);
        if (month == 0) return position;
        uint256 spot = limits.spot(time);
        position.singleMonth = _limited(its, PositionBuckets.SINGLE_MONTH, standing, limits.single(), time);
        position.physical = _limited(its, PositionBuckets.SPOT_MONTH, standing, spot, time);
        lens.cash = true;
        its = _bucketsOf(word, investor, lens);
        position.cash = _limited(its, PositionBuckets.SPOT_MONTH, standing, spot, time);
    }

    /// @dev On both sides, without limits.
    function _bucketsOf(
        UnderlyingWord word,
        uint64 investor,
        Lens memory lens
    ) private view returns (BucketPosition[3] memory its) {
        for (uint256 side = 0; side < 2; ++side) {
            lens.short = side != 0;
            lens.alone = true;
            int256[3] memory own = _sumsOf(word, investor, lens, true);
            int256[3] memory gross = _sumsOf(word, investor, lens, false);
            lens.alone = word.has(UnderlyingBits.SAME_SIDE);
            int256[3] memory all = _sumsOf(word, investor, lens, false);
            for (uint256 bucket = 0; bucket < 3; ++bucket) {
                // One side alone is never below zero, and own lots are among all of them.
                uint256 ofOwn = uint256(own[bucket]);
                uint256 ofOthers = uint256(gross[bucket]) - ofOwn;
                uint256 measured = PositionSums.positive(all[bucket]);
                BucketPosition memory one = its[bucket];
                if (lens.short) (one.ownShort, one.attributedShort, one.short) = (ofOwn, ofOthers, measured);
                else (one.ownLong, one.attributedLong, one.long) = (ofOwn, ofOthers, measured);
            }
        }
    }

    function _sumsOf(
        UnderlyingWord word,
        uint64 investor,
        Lens memory lens,
        bool ownOnly
    ) private view returns (int256[3] memory sums) {
        for (uint256 i = 0; i < PositionBounds.MOST_PAGES; ++i) {
            uint24 page = word.pageAt(i);
            if (page == 0) continue;
            LotsWord lots = ownOnly ? _own[_keyOf(page, investor)] : _positionIn(page, investor);
            PositionSums.addPage(sums, _rosters[page], lots.all(), lens);
        }
    }

    /// @param limit Contracts.
    function _limited(
        BucketPosition[3] memory all,
        uint256 bucket,
        StandingWord standing,
        uint256 limit,
        uint256 time
    ) private pure returns (BucketPosition memory its) {
        its = all[bucket];
        uint256 base = PositionSums.millionths(limit);
        (its.longLimit, , ) = _limitFor(standing, bucket, false, base, time);
        (its.shortLimit, , ) = _limitFor(standing, bucket, true, base, time);
    }

    /// @inheritdoc IPositionViews
    function lotsOf(
        address token,
        uint64 investor
    ) external view returns (uint256 own, uint256 attributed, uint16 epoch) {
        ProductWord product = _products[token];
        (uint24 page, uint256 slot) = (product.page(), product.slot());
        LotsWord word = _own[_keyOf(page, investor)];
        own = word.lotsAt(slot);
        attributed = _positionIn(page, investor).lotsAt(slot) - own;
        epoch = uint16(word.epoch()); // fits: 16 bits
    }

    /* TERMS */

    /// @inheritdoc IPositionViews
    function underlyingCount() external view returns (uint32 count) {
        return _underlyingCount;
    }

    /// @inheritdoc IPositionViews
    function underlyingOf(
        uint32 underlying
    ) external view returns (bytes32 name, UnderlyingTerms memory terms, uint24[4] memory pages) {
        UnderlyingDetails storage details = _underlyingDetails[underlying];
        UnderlyingWord word = _underlyings[underlying];
        name = details.name;
        terms = UnderlyingTerms(
            word.allMonths(),
            word.accountability(),
            word.monthAccountability(),
            word.has(UnderlyingBits.SAME_SIDE),
            word.has(UnderlyingBits.COUNTS_SPOT),
            details.binding,
            details.provision
        );
        for (uint256 i = 0; i < pages.length; ++i) pages[i] = word.pageAt(i);
    }

    /// @inheritdoc IPositionViews
    function monthLimitsOf(uint32 underlying, uint16 month) external view returns (MonthLimits memory limits) {
        uint256 place = _placeOf(underlying, month);
        MonthWord word = _months[place];
        MonthDetails storage details = _monthDetails[place];
        uint256 count = 0;
        for (; count < PositionBounds.MOST_STEPS; ++count) {
            (uint40 from, ) = word.stepAt(count);
            if (from == 0) break;
        }
        limits.steps = new SpotStep[](count);
        for (uint256 i = 0; i < count; ++i) (limits.steps[i].from, limits.steps[i].limit) = word.stepAt(i);
        (limits.single, limits.apart) = (uint32(word.single()), word.isApart()); // fits: 32 bits
        (limits.binding, limits.provision) = (details.binding, details.provision);
        (limits.spotBinding, limits.spotProvision) = (details.spotBinding, details.spotProvision);
    }

    /// @inheritdoc IPositionViews
    function productOf(
        address token
    ) external view returns (ProductTerms memory terms, bool closed, uint24 page, uint8 slot) {
        ProductWord product = _products[token];
        (page, slot) = (product.page(), uint8(product.slot())); // fits: 8 bits
        RosterEntry entry = _rosters[page].entryAt(slot);
        terms = ProductTerms(
            product.underlying(),
            uint16(entry.month()), // fits: 12 bits
            entry.isShort(),
            entry.isCash(),
            entry.isSpot(),
            uint112(product.lot()), // fits: 112 bits
            uint32(entry.ratio()) // fits: 32 bits
        );
        closed = entry.isClosed();
    }

    /// @inheritdoc IPositionViews
    function productsOf(uint24 page) external view returns (address[] memory tokens) {
        tokens = new address[](_rosters[page].count());
        for (uint256 slot = 0; slot < tokens.length; ++slot) tokens[slot] = _tokens[page][slot];
    }

    /// @inheritdoc IPositionViews
    function closureOf(
        uint64 investor
    ) external view returns (uint64[] memory aggregators, uint16 epoch, uint48 asOf, bytes32 graph, bool aggregates) {
        ClosureWord closure = _closures[investor];
        uint256 count = 0;
        while (closure.aggregatorAt(count) != 0) ++count;
        aggregators = new uint64[](count);
        for (uint256 i = 0; i < count; ++i) aggregators[i] = closure.aggregatorAt(i);
        (epoch, asOf) = (uint16(closure.epoch()), closure.asOf()); // fits: 16 bits
        (graph, aggregates) = (_graphs[investor], closure.aggregates());
    }

    /// @inheritdoc IPositionViews
    function standingOf(uint32 underlying, uint64 investor) external view returns (Standing memory standing) {
        StandingWord word = _standings[underlying][investor];
        StandingDetails storage details = _standingDetails[underlying][investor];
        (standing.exemptLong, standing.longUntil) = word.exemption(false);
        (standing.exemptShort, standing.shortUntil) = word.exemption(true);
        (standing.cap, standing.capFrom) = word.order();
        (standing.longEvidence, standing.shortEvidence) = (details.longEvidence, details.shortEvidence);
        standing.instrument = details.instrument;
    }
}
