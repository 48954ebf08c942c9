// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILots} from "../interfaces/ILots.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {LotField, Needs, Shape, TokenFlags} from "../types/Kinds.sol";
import {Counts} from "../types/Counts.sol";
import {Lot} from "../types/Lot.sol";
import {Metering} from "../types/Metering.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {Tranches} from "../types/Tranches.sol";
import {LotBook} from "./LotBook.sol";
import {RegistryBase} from "./RegistryBase.sol";

/// @title What a transfer agent brings of lots, tranches and owners
/// @dev Every function that writes begins with who may.
abstract contract LotRegister is RegistryBase, ILots {
    uint256 private constant DAY = 86_400;
    uint256 private constant MOST_OWNERS = type(uint32).max;

    /// @inheritdoc ILots
    function completeLots(address token) external byAuthorityOf(token) {
        Metering storage its = _metering[token];
        if (its.startDay == 0) revert LotsNotKept(token);
        if (its.complete) revert LotsAlreadyComplete(token);
        its.complete = true;
        emit LotsCompleted(token, msg.sender);
        _awaitNoLots(token);
    }

    /// @inheritdoc ILots
    function setLots(
        address token,
        address wallet,
        Lot[] calldata lots,
        bytes32 instrument
    ) external byAuthorityOf(token) {
        _setLots(token, wallet, lots, instrument);
    }

    /// @inheritdoc ILots
    function closeTranche(address token, uint8 origin, uint256 day, bytes32 instrument) external byAuthorityOf(token) {
        _closeTranche(token, origin, day, instrument);
    }

    /// @inheritdoc ILots
    function stateOwners(
        address token,
        address wallet,
        Counts owners,
        bytes32 instrument
    ) external byRegistry(_tokens[token].registry()) {
        if (!_tokens[token].has(TokenFlags.LOOKED_THROUGH)) {
            _tokens[token] = _tokens[token].with(TokenFlags.LOOKED_THROUGH, true);
        }
        _stateOwners(token, wallet, owners, instrument);
    }

    /* LOTS */

    /// @dev The next program waits no longer, unless it counts groups or reads meters: those only `settle` can count, or find full.
    function _awaitNoLots(address token) private {
        TokenConfig config = _tokens[token];
        if (!config.has(TokenFlags.NEXT_AWAITS)) return;
        Program next = ProgramLibrary.load(_terms[token].nextProgram);
        if (next.needs() & (Needs.GROUPS | Needs.METERS) == 0)
            _tokens[token] = config.with(TokenFlags.NEXT_AWAITS, false);
    }

    function _setLots(address token, address wallet, Lot[] calldata lots, bytes32 instrument) private {
        if (instrument == 0) revert EvidenceMissing();
        if (_metering[token].startDay == 0) revert LotsNotKept(token);
        _checkImported(token);
        Record found = _investorOf(token, wallet);
        uint64 investor = found.investor();
        uint256 units = _checkLots(lots);
        uint256 holding = _holding(token, wallet, found);
        if (units != holding) revert LotsNotHolding(token, investor, units, holding);
        Lot[] memory old = _lotsOf(token, wallet, found);
        LotBook.write(_holders[token], _lots[token][investor], investor, lots);
        emit LotsSet(token, investor, old, lots, instrument);
    }

    /// @dev Until then wallets with units may still come to an investor, by `bind` or `merge`, and lots that were set would not make up the holding.
    function _checkImported(address token) private view {
        if (!_tokens[token].has(TokenFlags.IMPORTING)) return;
        (uint256 seeded, uint256 supply) = (_seeded[token].seeded(), _seeded[token].supply());
        revert IReasons.TokenImporting(Shape.BUILT_IN_RULE, token, seeded, supply);
    }

    /// @return units Of all of them.
    function _checkLots(Lot[] calldata lots) private view returns (uint256 units) {
        if (lots.length > Shape.MOST_LOTS) revert LotsAboveMost(lots.length, Shape.MOST_LOTS);
        uint256 today = block.timestamp / DAY;
        for (uint256 i = 0; i < lots.length; ++i) {
            Lot lot = lots[i];
            bool clean = Lot.unwrap(lot) >> LotField.DAY_OFFSET == lot.day(); // nothing above the highest field
            bool known = lot.origin() < Shape.ORIGINS && lot.day() <= today && lot.units() != 0;
            bool above = i == 0 || lots[i - 1].key() < lot.key();
            if (!clean || !known || !above) revert LotInvalid(i, lot);
            units += lot.units();
        }
    }

    function _closeTranche(address token, uint8 origin, uint256 day, bytes32 instrument) private {
        if (instrument == 0) revert EvidenceMissing();
        if (_metering[token].startDay == 0) revert LotsNotKept(token);
        if (origin >= Shape.ORIGINS) revert OriginUnknown(origin, Shape.ORIGINS - 1);
        uint256 today = block.timestamp / DAY;
        if (day > today) revert DayNotCome(day, today);
        _tranches[token] = _tranches[token].withClosedOn(origin, day);
        emit TrancheClosed(token, origin, day, instrument);
    }

    /* OWNERS */

    function _stateOwners(address token, address wallet, Counts owners, bytes32 instrument) private {
        if (instrument == 0) revert EvidenceMissing();
        Record found = _investorOf(token, wallet);
        uint64 investor = found.investor();
        if (!_holds(token, investor)) revert NoHolder(token, investor);
        Counts old = _ownersBehind[token][investor];
        _owners[token] = _sumOf(_owners[token].minus(old), owners);
        bool was = Counts.unwrap(old) != 0;
        bool is_ = Counts.unwrap(owners) != 0;
        if (was && !is_) _lookedThrough[token] = _lookedThrough[token].minusOne(found.lane());
        if (is_ && !was) _lookedThrough[token] = _lookedThrough[token].plusOne(found.lane());
        _ownersBehind[token][investor] = owners;
        emit OwnersStated(token, investor, old, owners, instrument);
    }

    /// @dev All lanes together stay within what one lane can hold: `Counts.sum` adds them up in one.
    function _sumOf(Counts counts, Counts more) private pure returns (Counts) {
        uint256 sum = 0;
        for (uint256 lane = 0; lane < 8; ++lane) {
            sum += counts.sum(1 << lane) + more.sum(1 << lane);
        }
        if (sum > MOST_OWNERS) revert OwnersAboveCapacity(sum, MOST_OWNERS);
        return Counts.wrap(Counts.unwrap(counts) + Counts.unwrap(more));
    }

    /* VIEWS */

    /// @inheritdoc ILots
    function metering(address token) external view returns (uint32 startDay, bool complete, bool nextAwaits) {
        Metering storage its = _metering[token];
        return (its.startDay, its.complete, _tokens[token].has(TokenFlags.NEXT_AWAITS));
    }

    /// @inheritdoc ILots
    function lotsOf(address token, address wallet) external view returns (Lot[] memory lots) {
        Record found = _records[_tokens[token].registry()][wallet];
        return found.isKnown() ? _lotsOf(token, wallet, found) : lots;
    }

    /// @inheritdoc ILots
    function tranches(address token) external view returns (Tranches) {
        return _tranches[token];
    }

    /// @inheritdoc ILots
    function groupCounts(address token, bytes32 setHash) external view returns (Counts) {
        return _groups[token][setHash];
    }

    /// @inheritdoc ILots
    function ownersOf(
        address token,
        address wallet
    ) external view returns (Counts behind, Counts owners, Counts lookedThrough) {
        uint64 investor = _records[_tokens[token].registry()][wallet].investor();
        return (_ownersBehind[token][investor], _owners[token], _lookedThrough[token]);
    }

    function _investorOf(address token, address wallet) private view returns (Record found) {
        return _known(_tokens[token].registry(), wallet);
    }
}
