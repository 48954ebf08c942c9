// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILots} from "../interfaces/ILots.sol";
import {IMeters} from "../interfaces/IMeters.sol";
import {IPrograms} from "../interfaces/IPrograms.sol";
import {ISchedules} from "../interfaces/ISchedules.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {MeterKeys} from "../rules/MeterKeys.sol";
import {Spans} from "../rules/Spans.sol";
import {Counts} from "../types/Counts.sol";
import {Kinds, Needs, TokenFlags} from "../types/Kinds.sol";
import {Meter} from "../types/Meter.sol";
import {Metering} from "../types/Metering.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Rule} from "../types/Rule.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {GroupCounts} from "./GroupCounts.sol";
import {Running} from "./MeterBook.sol";
import {MeterRegister} from "./MeterRegister.sol";
import {TokenReads} from "./TokenReads.sol";

/// @title Which program is in force, and what one needs before it takes effect
/// @dev Every function that writes begins with who may.
abstract contract Schedules is MeterRegister, ISchedules {
    /// @inheritdoc ISchedules
    function schedule(address token, bytes32 programId, uint48 effectiveFrom) external byAuthorityOf(token) {
        address program = _programs[programId];
        if (program == address(0)) revert IPrograms.ProgramUnknown(programId);
        _settle(token);
        uint256 needs = ProgramLibrary.load(program).needs();
        if (needs & Needs.LOTS != 0) _startMetering(token);
        TokenConfig config = _tokens[token];
        if (config.nextFrom() != 0) revert ProgramWaiting(token, config.nextFrom());
        uint256 notice = config.program() == address(0) ? 0 : _terms[token].notice;
        uint256 earliest = block.timestamp + notice;
        if (effectiveFrom < earliest) revert NoticeTooShort(effectiveFrom, earliest);
        if (needs & Needs.METERS != 0) _startMeters(token, config.program(), program);
        _terms[token].nextProgram = program;
        config = config.withNextFrom(effectiveFrom).with(TokenFlags.NEXT_METERS, needs & Needs.METERS != 0);
        _tokens[token] = config.with(TokenFlags.NEXT_AWAITS, _awaits(token, program));
        emit ProgramScheduled(token, programId, effectiveFrom, msg.sender);
        _settle(token);
    }

    /// @inheritdoc ISchedules
    function cancel(address token) external byAuthorityOf(token) {
        TokenConfig config = _tokens[token];
        uint48 from = config.nextFrom();
        if (from == 0 || config.nextIsInForce(block.timestamp)) revert NothingScheduled(token);
        emit ProgramCancelled(token, _terms[token].nextProgram, from, msg.sender);
        _terms[token].nextProgram = address(0);
        _tokens[token] = _withoutNext(config);
    }

    /// @inheritdoc ISchedules
    function settle(address token) external {
        _settle(token);
    }

    /// @inheritdoc IMeters
    function completeMeters(address token) external byAuthorityOf(token) {
        Running[] memory meters = _metersOf(token);
        if (meters.length == 0) revert MeterNotRunning(token, 0);
        for (uint256 i = 0; i < meters.length; ++i) _complete(_meters[token][meters[i].key]);
        emit MetersCompleted(token, msg.sender);
        TokenConfig config = _tokens[token];
        if (!config.has(TokenFlags.NEXT_AWAITS)) return;
        _tokens[token] = config.with(TokenFlags.NEXT_AWAITS, _awaits(token, _terms[token].nextProgram));
    }

    function _settle(address token) private {
        TokenConfig config = _tokens[token];
        if (config.nextFrom() == 0 || config.nextFrom() > block.timestamp) return;
        address program = _terms[token].nextProgram;
        if (config.has(TokenFlags.NEXT_AWAITS)) {
            Program next = ProgramLibrary.load(program);
            if (!_isComplete(token, next)) return;
            _seedGroups(token, next);
        }
        emit ProgramSettled(token, program, config.nextFrom());
        _terms[token].nextProgram = address(0);
        _tokens[token] = _withoutNext(config).withProgram(program);
    }

    function _withoutNext(TokenConfig config) private pure returns (TokenConfig) {
        return config.withNextFrom(0).with(TokenFlags.NEXT_AWAITS | TokenFlags.NEXT_METERS, false);
    }

    /* WHAT A PROGRAM NEEDS BEFORE IT TAKES EFFECT */

    /// @dev Whether the next program takes effect by more than its time: groups only `settle` can count.
    function _awaits(address token, address source) private view returns (bool) {
        Program program = ProgramLibrary.load(source);
        return program.needs() & Needs.GROUPS != 0 || !_isComplete(token, program);
    }

    function _isComplete(address token, Program program) private view returns (bool) {
        uint256 needs = program.needs();
        if (needs & Needs.LOTS != 0 && !_metering[token].complete) return false;
        return needs & Needs.METERS == 0 || _metersAreFull(token, program);
    }

    /// @dev From now on every movement of the token keeps lots.
    function _startMetering(address token) private {
        if (_metering[token].startDay != 0) return;
        bool empty = _supplyOf(token) == 0;
        uint32 today = uint32(block.timestamp / DAY); // fits: days
        _metering[token] = Metering(today, empty);
        _tokens[token] = _tokens[token].with(TokenFlags.METERED, true);
        emit ILots.MeteringStarted(token, today, empty);
    }

    function _supplyOf(address token) private view returns (uint256 supply) {
        bool readable;
        (readable, supply) = TokenReads.totalSupply(token);
        if (!readable) revert ITokens.SupplyUnreadable(token);
    }

    /// @dev Counts the holders in each country set that `program` names as a group.
    function _seedGroups(address token, Program program) private {
        uint256 groups = program.groupSets();
        Counts[] memory sums = GroupCounts.count(_counts[token], program);
        for (uint256 set = 0; groups >> set != 0; ++set) {
            if ((groups >> set) & 1 != 0) _groups[token][program.setHash(set)] = sums[set];
        }
    }

    /* METERS */

    /// @dev Those of `next` that `current` reads, too, go on; the others begin anew.
    function _startMeters(address token, address current, address next) private {
        // Without a program nothing has moved, and without units nothing had moved before it was admitted.
        bool whole = current == address(0) && _supplyOf(token) == 0;
        bytes32[] memory before;
        if (current != address(0)) (before, ) = MeterKeys.all(ProgramLibrary.load(current));
        (bytes32[] memory keys, Rule[] memory rules) = MeterKeys.all(ProgramLibrary.load(next));
        for (uint256 i = 0; i < keys.length; ++i) {
            if (MeterKeys.find(keys, i, keys[i]) != i) continue; // several rules read one meter
            uint256 days_ = _mostDays(keys, rules, keys[i]);
            bool goesOn = MeterKeys.find(before, before.length, keys[i]) != before.length;
            if (goesOn) _lengthen(token, keys[i], days_, rules[i].kind() == Kinds.MOST_PURCHASERS);
            else _start(token, keys[i], days_, whole);
        }
    }

    /// @dev Of the longest window of a rule that reads the meter.
    function _mostDays(bytes32[] memory keys, Rule[] memory rules, bytes32 key) private pure returns (uint256 most) {
        for (uint256 i = 0; i < keys.length; ++i) {
            uint256 days_ = Spans.mostDays(rules[i]);
            if (keys[i] == key && days_ > most) most = days_;
        }
    }

    function _start(address token, bytes32 key, uint256 days_, bool whole) private {
        uint256 today = block.timestamp / DAY;
        uint256 since = whole ? today : today + 1; // of today it has not seen all
        uint32 epoch = _meters[token][key].epoch + 1;
        _meters[token][key] = Meter(uint16(since), uint16(days_), 0, epoch, whole); // fit: days below 2**16, until 2149
        emit MeterStarted(token, key, epoch, since, days_, whole);
    }

    /// @dev What lay before the window that was kept may be dropped already.
    function _lengthen(address token, bytes32 key, uint256 days_, bool purchasers) private {
        Meter memory meter = _meters[token][key];
        if (days_ <= meter.keptDays) return;
        uint16 first = uint16(_firstKept(meter)); // fits: a day below 2**16
        if (purchasers) _cutPurchases(token, key, meter, first);
        if (first > meter.since) (meter.since, meter.whole) = (first, false);
        meter.keptDays = uint16(days_); // fits: at most 24 months
        _meters[token][key] = meter;
        emit MeterLengthened(token, key, meter.since, days_);
    }

    /// @dev Whether each has seen the whole window of each rule.
    function _metersAreFull(address token, Program program) private view returns (bool) {
        (bytes32[] memory keys, Rule[] memory rules) = MeterKeys.all(program);
        for (uint256 i = 0; i < keys.length; ++i) {
            if (rules[i].kind() == Kinds.MOST_GROUP_SHARE) {
                if (!_isCounted(token, keys[i])) return false;
                continue;
            }
            Meter memory meter = _meters[token][keys[i]];
            if (!meter.whole && meter.since > Spans.first(rules[i], block.timestamp / DAY)) return false;
        }
        return true;
    }

    /// @dev Whether a group's sums speak of everybody. Movements keep that so, once it is.
    function _isCounted(address token, bytes32 key) private view returns (bool) {
        (bool readable, uint256 supply) = TokenReads.totalSupply(token);
        return readable && _groupSums[token][_ledgerOf(token, key)].counted == supply;
    }

    function _complete(Meter storage meter) private {
        uint16 first = uint16(_firstKept(meter)); // fits: a day below 2**16
        if (first < meter.since) meter.since = first;
    }
}
