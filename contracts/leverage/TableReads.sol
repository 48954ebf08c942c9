// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMarginTables} from "../interfaces/IMarginTables.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {LeverageBounds} from "../types/LeverageKinds.sol";
import {MarginRowWord, MarginTimesWord} from "../types/MarginRowWord.sol";
import {Record} from "../types/Record.sol";
import {LeverageStorage, RowPlace, Settings} from "./LeverageStorage.sol";

/// @title What reports read of tables, tiers and policies
abstract contract TableReads is LeverageStorage {
    uint256 private constant TIER_BITS = 32;

    function _recordOf(uint32 registry, address wallet) internal view returns (Record) {
        return IRegistries(engine).record(registry, wallet);
    }

    /// @dev The highest tier whose evidence the investor has, all of it fresh.
    function _tierOf(Settings memory settings, Record record) internal view returns (uint8 tier) {
        if (settings.tiers == 0 || record.statusUntil() <= block.timestamp) return 0;
        uint256 statuses = record.statuses();
        for (tier = uint8(LeverageBounds.MOST_TIER); tier != 0; --tier) {
            uint256 asked = uint32(uint256(settings.tiers) >> _shiftOf(tier));
            if (asked != 0 && statuses & asked == asked) return tier;
        }
    }

    /// @dev Policies that are on now, and the provision behind them where one is.
    function _policiesOf(Settings memory settings) internal view returns (uint256) {
        bool next = settings.policyFrom != 0 && settings.policyFrom <= block.timestamp;
        return next ? settings.nextPolicies : settings.policies;
    }

    function _provisionOfPolicy(Settings memory settings) internal view returns (bytes32) {
        bool next = settings.policyFrom != 0 && settings.policyFrom <= block.timestamp;
        return next ? _nextPolicyProvision : _policyProvision;
    }

    /// @dev The row in force for the highest of the tiers up to `tier` that has one; without any, one that is not listed.
    function _rowFor(uint16 table, uint16 class, uint8 tier) internal view returns (MarginRowWord row, uint8 found) {
        for (found = tier; ; --found) {
            RowPlace storage place = _rows[_placeOf(table, class, found)];
            row = place.row;
            if (row.nextFrom() != 0 && row.nextFrom() <= block.timestamp) row = place.nextRow;
            if (row.isListed() || found == 0) return (row, found);
        }
    }

    function _timesOf(uint16 table, uint16 class, uint8 tier) internal view returns (MarginTimesWord) {
        RowPlace storage place = _rows[_placeOf(table, class, tier)];
        uint48 from = place.row.nextFrom();
        return from != 0 && from <= block.timestamp ? place.nextTimes : place.times;
    }

    function _provisionOf(uint16 table, uint16 class, uint8 tier) internal view returns (bytes32) {
        RowPlace storage place = _rows[_placeOf(table, class, tier)];
        uint48 from = place.row.nextFrom();
        return from != 0 && from <= block.timestamp ? place.nextProvision : place.provision;
    }

    function _placeOf(uint16 table, uint16 class, uint8 tier) internal pure returns (uint256) {
        return (uint256(table) << 24) | (uint256(class) << 8) | tier;
    }

    function _shiftOf(uint8 tier) internal pure returns (uint256) {
        if (tier == 0 || tier > LeverageBounds.MOST_TIER)
            revert IMarginTables.TierOutOfRange(tier, uint8(LeverageBounds.MOST_TIER));
        return uint256(tier - 1) * TIER_BITS;
    }
}
