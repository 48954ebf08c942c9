// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILots} from "../interfaces/ILots.sol";
import {IMeters} from "../interfaces/IMeters.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {MeterKeys} from "../rules/MeterKeys.sol";
import {Metered} from "../rules/Metered.sol";
import {Flow, FlowLibrary} from "../types/Flow.sol";
import {Kinds, Shape} from "../types/Kinds.sol";
import {Meter, PersonalLimit, Volumes} from "../types/Meter.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Reading} from "../types/Reading.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {FlowBook} from "./FlowBook.sol";
import {FlowJoins} from "./FlowJoins.sol";
import {Running} from "./MeterBook.sol";
import {RegistryBase} from "./RegistryBase.sol";

/// @title What a transfer agent brings of flows, volumes and personal limits, and what anybody may ask of meters
/// @dev Every function that writes begins with who may.
abstract contract MeterRegister is RegistryBase, FlowJoins {
    /// @inheritdoc IMeters
    function setFlows(
        address token,
        bytes32 meter,
        address wallet,
        Flow[] calldata flows,
        bytes32 instrument
    ) external byAuthorityOf(token) {
        if (instrument == 0) revert ILots.EvidenceMissing();
        (bool running, Running memory behind) = _meterBehind(token, meter);
        uint256 kind = behind.rule.kind();
        if (!running || kind == Kinds.MOST_GROUP_SHARE) revert MeterNotRunning(token, meter);
        bool purchasers = kind == Kinds.MOST_PURCHASERS;
        _checkFlows(flows, _firstKept(_meters[token][meter]), purchasers);
        uint64 investor = _known(_tokens[token].registry(), wallet).investor();
        Flow[] memory old = _flowsOf(token, meter, investor, purchasers);
        if (purchasers) _addPurchase(token, meter, investor, flows.length == 0 ? 0 : flows[0].day());
        else FlowBook.write(_flows[token][_ledgerOf(token, meter)][investor], flows);
        emit FlowsSet(token, meter, investor, old, flows, instrument);
    }

    /// @inheritdoc IMeters
    function reportVolumes(
        address token,
        uint256 weekly,
        uint48 weeklyUntil,
        uint256 daily,
        uint48 dailyUntil,
        bytes32 instrument
    ) external byAuthorityOf(token) {
        if (instrument == 0) revert ILots.EvidenceMissing();
        _volumes[token] = Volumes(_unitsOf(weekly), weeklyUntil, _unitsOf(daily), dailyUntil);
        emit VolumesReported(token, weekly, weeklyUntil, daily, dailyUntil, instrument);
    }

    /// @inheritdoc IMeters
    function setPersonalLimit(
        address token,
        address wallet,
        uint256 units,
        uint48 until,
        bytes32 instrument
    ) external byAuthorityOf(token) {
        if (instrument == 0) revert ILots.EvidenceMissing();
        uint64 investor = _known(_tokens[token].registry(), wallet).investor();
        PersonalLimit memory old = _personalLimits[token][investor];
        _personalLimits[token][investor] = PersonalLimit(_unitsOf(units), until);
        emit PersonalLimitSet(token, investor, old.units, old.until, units, until, instrument);
    }

    /// @inheritdoc IMeters
    function recordFlows(Movement calldata movement) external {
        if (movement.token != msg.sender) revert TokenNotCaller(movement.token, msg.sender);
        _record(movement);
    }

    function _unitsOf(uint256 units) private pure returns (uint112) {
        if (units > Shape.MOST_UNITS) revert ITokens.UnitsAboveCapacity(units, Shape.MOST_UNITS);
        return uint112(units); // fits: just checked
    }

    /// @param purchaser Of one purchaser: a day and a unit, or nothing.
    function _flowsOf(
        address token,
        bytes32 meter,
        uint64 investor,
        bool purchaser
    ) private view returns (Flow[] memory flows) {
        bytes32 ledger = _ledgerOf(token, meter);
        if (!purchaser) return FlowBook.read(_flows[token][ledger][investor]);
        uint256 day = _lastPurchase(token, meter, ledger, investor);
        if (day == 0) return flows;
        flows = new Flow[](1);
        flows[0] = FlowLibrary.make(day, 1);
    }

    /// @param first The first day that the meter keeps.
    function _checkFlows(Flow[] calldata flows, uint256 first, bool purchasers) private view {
        uint256 most = purchasers ? 1 : Shape.MOST_FLOWS;
        if (flows.length > most) revert FlowsAboveMost(flows.length, most);
        uint256 today = block.timestamp / DAY;
        for (uint256 i = 0; i < flows.length; ++i) {
            Flow flow = flows[i];
            bool kept = flow.day() >= first && flow.day() <= today;
            bool counted = purchasers ? flow.units() == 1 : flow.units() != 0;
            bool above = i == 0 || flows[i - 1].day() < flow.day();
            if (!kept || !counted || !above) revert FlowInvalid(i, flow);
        }
    }

    /* VIEWS */

    /// @inheritdoc IMeters
    function readings(
        Movement calldata movement,
        address program,
        uint256 asOf
    ) external view returns (uint256 weeklyVolume, uint256 dailyVolume, Reading[] memory shown) {
        return _readings(movement, program, asOf);
    }

    /// @inheritdoc IMeters
    function meterOf(address program, uint256 rule) external view returns (bytes32 meter) {
        Program loaded = ProgramLibrary.load(program);
        if (rule >= loaded.rules()) revert MeterNone(program, rule);
        Rule word = ProgramLibrary.ruleAt(loaded.rulesAt() + rule * Shape.WORD_BYTES);
        if (!Metered.isMetered(word.kind())) revert MeterNone(program, rule);
        return MeterKeys.keyOf(loaded, word);
    }

    /// @inheritdoc IMeters
    function meterState(
        address token,
        bytes32 meter
    ) external view returns (bool running, uint32 epoch, uint256 since, uint256 keptDays, bool whole) {
        Meter memory its = _meters[token][meter];
        return (_isRunning(token, meter), its.epoch, its.since, its.keptDays, its.whole);
    }

    /// @inheritdoc IMeters
    function flowsOf(address token, bytes32 meter, address wallet) external view returns (Flow[] memory flows) {
        uint64 investor = wallet == address(0) ? ALL : _records[_tokens[token].registry()][wallet].investor();
        (bool running, Running memory behind) = _meterBehind(token, meter);
        if ((wallet != address(0) && investor == 0) || !running) return flows;
        return _flowsOf(token, meter, investor, investor != ALL && behind.rule.kind() == Kinds.MOST_PURCHASERS);
    }

    /// @inheritdoc IMeters
    function volumes(
        address token
    ) external view returns (uint256 weekly, uint256 weeklyUntil, uint256 daily, uint256 dailyUntil) {
        Volumes storage its = _volumes[token];
        return (its.weekly, its.weeklyUntil, its.daily, its.dailyUntil);
    }

    /// @inheritdoc IMeters
    function personalLimit(address token, address wallet) external view returns (uint256 units, uint256 until) {
        Record found = _records[_tokens[token].registry()][wallet];
        PersonalLimit storage its = _personalLimits[token][found.investor()];
        return (its.units, its.until);
    }
}
