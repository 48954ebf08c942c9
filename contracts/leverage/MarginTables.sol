// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMarginTables, LeveragePolicy, MarginRow} from "../interfaces/IMarginTables.sol";
import {Shape} from "../types/Kinds.sol";
import {Bindings, LeverageBounds, LeveragePolicies, MarginRowField, MarginTimesField} from "../types/LeverageKinds.sol";
import {MarginRowWord, MarginTimesWord} from "../types/MarginRowWord.sol";
import {RowPlace, Settings} from "./LeverageStorage.sol";
import {TableReads} from "./TableReads.sol";

/// @title Margin tables, tiers and policies, effective by date
abstract contract MarginTables is TableReads, IMarginTables {
    /// @inheritdoc IMarginTables
    function scheduleRow(
        uint16 table,
        uint16 productClass,
        uint8 tier,
        MarginRow calldata row,
        uint48 from
    ) external restricted {
        _checkRow(table, productClass, tier, row);
        RowPlace storage place = _rows[_placeOf(table, productClass, tier)];
        _promote(place);
        (MarginRowWord word, MarginTimesWord times) = _pack(row);
        if (!place.row.isListed()) {
            // Where nothing was allowed, nothing is tightened.
            if (from > block.timestamp) revert EffectTooEarly(from, block.timestamp);
            (place.row, place.times, place.provision) = (word, times, row.provision);
        } else {
            uint256 earliest = block.timestamp + _settings.notice;
            if (from < earliest) revert EffectTooEarly(from, earliest);
            place.row = place.row.withNextFrom(from);
            (place.nextRow, place.nextTimes, place.nextProvision) = (word, times, row.provision);
        }
        emit RowScheduled(table, productClass, tier, row, from);
    }

    /// @inheritdoc IMarginTables
    function cancelRow(uint16 table, uint16 productClass, uint8 tier) external restricted {
        RowPlace storage place = _rows[_placeOf(table, productClass, tier)];
        _promote(place);
        if (place.row.nextFrom() == 0) revert RowNotScheduled(table, productClass, tier);
        place.row = place.row.withNextFrom(0);
        emit RowCancelled(table, productClass, tier);
    }

    /// @inheritdoc IMarginTables
    function setTier(uint8 tier, uint32 statuses) external restricted {
        uint256 shift = _shiftOf(tier);
        uint256 tiers = _settings.tiers;
        uint32 old = uint32(tiers >> shift);
        emit TierSet(tier, old, statuses);
        _settings.tiers = uint96((tiers & ~(uint256(type(uint32).max) << shift)) | (uint256(statuses) << shift)); // fits: three of 32 bits
    }

    /// @inheritdoc IMarginTables
    function schedulePolicy(LeveragePolicy calldata policy, uint48 from) external restricted {
        Settings memory settings = _settings;
        uint256 earliest = block.timestamp + settings.notice;
        if (from < earliest) revert EffectTooEarly(from, earliest);
        uint8 bits = uint8(
            (policy.initialMargin ? LeveragePolicies.INITIAL_MARGIN : 0) |
                (policy.leverageCap ? LeveragePolicies.LEVERAGE_CAP : 0) |
                (policy.absoluteCap ? LeveragePolicies.ABSOLUTE_CAP : 0)
        );
        if (bits != 0 && policy.provision == 0) revert PolicyProvisionMissing();
        if (settings.policyFrom != 0 && settings.policyFrom <= block.timestamp) {
            settings.policies = settings.nextPolicies;
            _policyProvision = _nextPolicyProvision;
        }
        (settings.nextPolicies, settings.policyFrom) = (bits, from);
        (_settings, _nextPolicyProvision) = (settings, policy.provision);
        emit PolicyScheduled(policy, from);
    }

    /// @inheritdoc IMarginTables
    function rowAt(
        uint16 table,
        uint16 productClass,
        uint8 tier,
        uint256 time
    ) external view returns (MarginRow memory row, MarginRow memory next, uint48 from) {
        RowPlace storage place = _rows[_placeOf(table, productClass, tier)];
        from = place.row.nextFrom();
        if (from == 0) return (_unpack(place.row, place.times, place.provision), next, 0);
        next = _unpack(place.nextRow, place.nextTimes, place.nextProvision);
        if (from <= time) return (next, row, 0);
        row = _unpack(place.row, place.times, place.provision);
    }

    /// @inheritdoc IMarginTables
    function policyAt(
        uint256 time
    ) external view returns (LeveragePolicy memory policy, LeveragePolicy memory next, uint48 from) {
        Settings memory settings = _settings;
        from = settings.policyFrom;
        next = _policyOf(settings.nextPolicies, _nextPolicyProvision);
        if (from != 0 && from <= time) return (next, policy, 0);
        policy = _policyOf(settings.policies, _policyProvision);
    }

    /// @inheritdoc IMarginTables
    function notice() external view returns (uint32) {
        return _settings.notice;
    }

    /// @inheritdoc IMarginTables
    function tierStatuses(uint8 tier) external view returns (uint32 statuses) {
        return uint32(uint256(_settings.tiers) >> _shiftOf(tier));
    }

    /// @inheritdoc IMarginTables
    function tierOf(uint32 registry, address wallet) external view returns (uint8 tier) {
        return _tierOf(_settings, _recordOf(registry, wallet));
    }

    /* PRIVATE */

    /// @dev A next row whose time has come takes its place for good.
    function _promote(RowPlace storage place) private {
        uint48 from = place.row.nextFrom();
        if (from == 0 || from > block.timestamp) return;
        (place.row, place.times, place.provision) = (place.nextRow, place.nextTimes, place.nextProvision);
    }

    function _checkRow(uint16 table, uint16 class, uint8 tier, MarginRow calldata row) private pure {
        if (table == 0) revert RowFieldInvalid(14, 0);
        if (class == 0) revert RowFieldInvalid(15, 0);
        if (tier > LeverageBounds.MOST_TIER) revert RowFieldInvalid(16, tier);
        // A call that opens below maintenance closes no lower; what is sold at once is no better than what is called.
        if (row.cure < row.maintenance) revert RowFieldInvalid(2, row.cure);
        if (row.closeOut > row.maintenance) revert RowFieldInvalid(3, row.closeOut);
        if (row.staleHaircut > Shape.BASIS_POINTS) revert RowFieldInvalid(4, row.staleHaircut);
        if (row.absoluteCap > LeverageBounds.MOST_CENTS * LeverageBounds.MOST_VENUES) {
            revert RowFieldInvalid(9, row.absoluteCap);
        }
        if (row.binding != Bindings.LAW && row.binding != Bindings.POLICY) revert RowFieldInvalid(12, row.binding);
        // Law has a source.
        if (row.provision == 0 && row.binding == Bindings.LAW) revert RowFieldInvalid(13, 0);
    }

    function _pack(MarginRow calldata row) private pure returns (MarginRowWord word, MarginTimesWord times) {
        word = MarginRowWord.wrap(
            (uint256(row.initial) << MarginRowField.INITIAL_OFFSET) |
                (uint256(row.maintenance) << MarginRowField.MAINTENANCE_OFFSET) |
                (uint256(row.cure) << MarginRowField.CURE_OFFSET) |
                (uint256(row.closeOut) << MarginRowField.CLOSE_OUT_OFFSET) |
                (uint256(row.leverageCap) << MarginRowField.LEVERAGE_CAP_OFFSET) |
                (uint256(row.absoluteCap) << MarginRowField.ABSOLUTE_CAP_OFFSET) |
                (uint256(row.banned ? 1 : 0) << MarginRowField.BANNED_OFFSET) |
                (uint256(row.longOnly ? 1 : 0) << MarginRowField.LONG_ONLY_OFFSET) |
                (uint256(row.binding) << MarginRowField.BINDING_OFFSET) |
                (1 << MarginRowField.LISTED_OFFSET)
        );
        times = MarginTimesWord.wrap(
            uint256(row.staleHaircut) |
                (uint256(row.cureTime) << MarginTimesField.CURE_TIME_OFFSET) |
                (uint256(row.notice) << MarginTimesField.NOTICE_OFFSET) |
                (uint256(row.grace) << MarginTimesField.GRACE_OFFSET)
        );
    }

    function _unpack(
        MarginRowWord word,
        MarginTimesWord times,
        bytes32 provision
    ) private pure returns (MarginRow memory row) {
        row.initial = uint16(word.ratio(MarginRowField.INITIAL_OFFSET));
        row.maintenance = uint16(word.ratio(MarginRowField.MAINTENANCE_OFFSET));
        row.cure = uint16(word.ratio(MarginRowField.CURE_OFFSET));
        row.closeOut = uint16(word.ratio(MarginRowField.CLOSE_OUT_OFFSET));
        (row.staleHaircut, row.cureTime) = (times.staleHaircut(), times.cureTime());
        (row.notice, row.grace) = (times.notice(), times.grace());
        (row.leverageCap, row.absoluteCap) = (uint32(word.leverageCap()), uint56(word.absoluteCap()));
        (row.banned, row.longOnly) = (word.isBanned(), word.isLongOnly());
        (row.binding, row.provision) = (word.binding(), provision);
    }

    function _policyOf(uint8 bits, bytes32 provision) private pure returns (LeveragePolicy memory) {
        return
            LeveragePolicy(
                bits & LeveragePolicies.INITIAL_MARGIN != 0,
                bits & LeveragePolicies.LEVERAGE_CAP != 0,
                bits & LeveragePolicies.ABSOLUTE_CAP != 0,
                provision
            );
    }
}
