// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPositionProducts} from "../interfaces/IPositionProducts.sol";
import {Closure, IPositionStandings} from "../interfaces/IPositionStandings.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {TokenReads} from "../records/TokenReads.sol";
import {ClosureWord} from "../types/ClosureWord.sol";
import {LotsWord} from "../types/LotsWord.sol";
import {Person} from "../types/Person.sol";
import {ClosureField, PositionBounds, UnderlyingField} from "../types/PositionKinds.sol";
import {ProductWordLibrary} from "../types/ProductWord.sol";
import {Record} from "../types/Record.sol";
import {StandingWord} from "../types/StandingWord.sol";
import {UnderlyingWord} from "../types/UnderlyingWord.sol";
import {PositionMoves, Scene} from "./PositionMoves.sol";
import {StandingDetails} from "./PositionStorage.sol";

/// @title Who aggregates whose positions, exemptions, orders, and what is counted anew
abstract contract PositionStandings is PositionMoves, IPositionStandings {
    /// @inheritdoc IPositionStandings
    function stateAggregators(Closure[] calldata closures) external restricted {
        for (uint256 i = 0; i < closures.length; ++i) _state(closures[i]);
        for (uint32 underlying = 1; underlying <= _underlyingCount; ++underlying) {
            UnderlyingWord word = _underlyings[underlying];
            if (word.generation() == UnderlyingField.GENERATION_MASK) revert GenerationsExhausted(underlying);
            _underlyings[underlying] = word.nextGeneration();
        }
    }

    function _state(Closure calldata stated) private {
        uint64 investor = stated.investor;
        ClosureWord closure = _closures[investor];
        uint256 count = stated.aggregators.length;
        if (count > PositionBounds.MOST_AGGREGATORS) {
            revert AggregatorsAboveCapacity(investor, count, PositionBounds.MOST_AGGREGATORS);
        }
        if (investor == 0 || investor > ClosureField.AGGREGATOR_MASK) revert AggregatorInvalid(investor, 0, investor);
        uint256 last = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint64 one = stated.aggregators[i];
            bool fits = one > last && one <= ClosureField.AGGREGATOR_MASK && one != investor;
            if (!fits) revert AggregatorInvalid(investor, i, one);
            last = one;
        }
        (uint48 asOf, uint48 lastDate) = (stated.asOf, closure.asOf());
        if (asOf < lastDate || asOf > block.timestamp) revert ClosureOutdated(investor, asOf, lastDate);
        uint256 epoch = closure.epoch();
        if (epoch == ClosureField.EPOCH_MASK) revert EpochsExhausted(investor);
        _formerClosures[investor][epoch] = closure;
        _closures[investor] = closure.next(stated.aggregators, uint40(asOf)); // fits: a time that has come
        _graphs[investor] = stated.graph;
        for (uint256 i = 0; i < count; ++i) {
            ClosureWord its = _closures[stated.aggregators[i]];
            if (!its.aggregates()) _closures[stated.aggregators[i]] = its.withAggregates();
        }
        emit AggregatorsStated(investor, uint16(epoch + 1), stated.aggregators, asOf, stated.graph); // fits: 16 bits
    }

    /// @inheritdoc IPositionStandings
    function exempt(
        uint32 underlying,
        uint64 investor,
        bool short,
        uint32 contracts_,
        uint48 until,
        bytes32 evidence
    ) external restricted {
        _checkUnderlying(underlying);
        if (evidence == 0) revert EvidenceMissing();
        if (contracts_ == PositionBounds.NO_LIMIT) revert IPositionProducts.PositionTermInvalid(3, contracts_);
        if (until > type(uint40).max) revert IPositionProducts.PositionTermInvalid(4, until);
        StandingWord standing = _standings[underlying][investor];
        _standings[underlying][investor] = standing.withExemption(short, contracts_, uint40(until)); // fits: just checked
        StandingDetails storage details = _standingDetails[underlying][investor];
        if (short) details.shortEvidence = evidence;
        else details.longEvidence = evidence;
        emit Exempted(underlying, investor, short, contracts_, until, evidence);
    }

    /// @inheritdoc IPositionStandings
    function orderHalt(
        uint32 underlying,
        uint64 investor,
        uint32 cap,
        uint48 from,
        bytes32 instrument
    ) external restricted {
        _checkUnderlying(underlying);
        if (instrument == 0) revert EvidenceMissing();
        bool lifted = cap == PositionBounds.NO_LIMIT;
        if (from > type(uint40).max || (from == 0 && !lifted)) revert IPositionProducts.PositionTermInvalid(3, from);
        StandingWord standing = _standings[underlying][investor];
        _standings[underlying][investor] = lifted ? standing.withOrder(0, 0) : standing.withOrder(cap, uint40(from)); // fits: just checked
        _standingDetails[underlying][investor].instrument = instrument;
        if (!lifted) _underlyings[underlying] = _underlyings[underlying].withOrders();
        emit HaltOrdered(underlying, investor, cap, from, instrument);
    }

    /* WHAT IS COUNTED ANEW */

    /// @inheritdoc IPositionStandings
    function sync(address token, address[] calldata wallets) external {
        for (uint256 i = 0; i < wallets.length; ++i) _sync(token, wallets[i]);
    }

    function _sync(address token, address wallet) private {
        Scene memory s;
        if (!_open(s, token)) revert IPositionProducts.ProductUnknown(token);
        Record record = IRegistries(engine).record(registry, wallet);
        if (!record.isKnown()) revert WalletNotRecorded(registry, wallet);
        uint64 investor = record.investor();
        uint256 lots =
            record.isSuspense() ? 0 : ProductWordLibrary.countedLotsOf(_holdingOf(token, wallet), s.product.lot());
        _touch(s, investor, lots, SENDER, false);
        s.sender = investor;
        for (Person one = s.first; one.isSomebody(); one = one.next()) _keep(s, one);
        (LotsWord own, LotsWord old) = (s.first.own(), s.first.ownKept());
        if (LotsWord.unwrap(own) == LotsWord.unwrap(old)) return;
        emit PositionSynced(token, investor, old.lotsAt(s.product.slot()), lots, uint16(own.epoch())); // fits: 16 bits
    }

    /// @dev Units in all wallets of the investor.
    function _holdingOf(address token, address wallet) private view returns (uint256 holding) {
        address[] memory wallets = IRegistries(engine).walletsOf(registry, wallet);
        for (uint256 i = 0; i < wallets.length; ++i) {
            (bool readable, uint256 units) = TokenReads.balanceOf(token, wallets[i]);
            if (!readable) revert HoldingUnreadable(token, wallets[i]);
            holding += units; // fits: 8 balances below 2**112
        }
    }
}
