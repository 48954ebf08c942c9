// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMeters} from "../interfaces/IMeters.sol";
import {Changes} from "../rules/Changes.sol";
import {FlowLedger} from "../rules/FlowLedger.sol";
import {MeterKeys} from "../rules/MeterKeys.sol";
import {Scope} from "../rules/Scope.sol";
import {Spans} from "../rules/Spans.sol";
import {Flow, FlowLibrary} from "../types/Flow.sol";
import {Kinds, Movements, Needs, Roles, Shape, Sides, TokenFlags} from "../types/Kinds.sol";
import {Meter, Volumes} from "../types/Meter.sol";
import {Movement} from "../types/Movement.sol";
import {Parties, PartiesLibrary} from "../types/Parties.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Reading} from "../types/Reading.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {FlowBook} from "./FlowBook.sol";
import {Group, GroupBook} from "./GroupBook.sol";

/// @notice The parties of a movement, and when it is.
struct Scene {
    Record sender;
    Record receiver;
    Record venue;
    Parties parties;
    uint256 time;
}

/// @notice A meter that runs: its key, and the first rule that reads it, of a program in force or to come.
struct Running {
    bytes32 key;
    Program program;
    Rule rule;
}

/// @title How meters are read and kept
abstract contract MeterBook is GroupBook {
    uint256 internal constant DAY = 86_400;
    /// @dev Whose flows are those of all purchasers together: no investor has this number.
    uint64 internal constant ALL = 0;

    /* WHAT THEY SHOW */

    function _readings(
        Movement memory movement,
        address source,
        uint256 time
    ) internal view returns (uint256 weeklyVolume, uint256 dailyVolume, Reading[] memory shown) {
        Program program = ProgramLibrary.load(source);
        (bytes32[] memory keys, Rule[] memory rules) = MeterKeys.all(program);
        (weeklyVolume, dailyVolume) = _volumesFor(rules, _volumes[movement.token], time);
        shown = new Reading[](keys.length);
        Scene memory scene = _sceneOf(movement, time);
        if (!_isRuled(movement, scene)) return (weeklyVolume, dailyVolume, shown);
        bool runs = _runs(movement.token, source);
        for (uint256 i = 0; i < keys.length; ++i) {
            bool groups = rules[i].kind() == Kinds.MOST_GROUP_SHARE;
            if (groups ? !rules[i].bindsMovement(movement.kind) : !_binds(program, rules[i], movement, scene)) continue;
            bytes32 ledger;
            if (runs || _isRunning(movement.token, keys[i])) ledger = _ledgerOf(movement.token, keys[i]);
            shown[i] =
                groups
                    ? _groupReading(Group(keys[i], ledger, program, rules[i]), movement, scene.sender, scene.receiver)
                    : _reading(movement.token, keys[i], ledger, rules[i], scene);
        }
    }

    /// @dev Volumes that no rule asks for are not read.
    function _volumesFor(
        Rule[] memory rules,
        Volumes storage reported,
        uint256 time
    ) private view returns (uint256 weekly, uint256 daily) {
        for (uint256 i = 0; i < rules.length; ++i) {
            uint256 kind = rules[i].kind();
            if (kind == Kinds.MOST_OUTFLOW_SHARE_OR_VOLUME && time < reported.weeklyUntil) weekly = reported.weekly;
            if (kind == Kinds.MOST_VENUE_VOLUME && time < reported.dailyUntil) daily = reported.daily;
        }
    }

    /// @param ledger Zero: the meter does not run. It shows what it would if it began now.
    function _reading(
        address token,
        bytes32 key,
        bytes32 ledger,
        Rule rule,
        Scene memory scene
    ) private view returns (Reading memory reading) {
        uint256 first = Spans.first(rule, scene.time / DAY);
        uint64 subject = _subjectOf(rule, scene);
        if (subject == 0) return reading; // nobody
        uint256 kind = rule.kind();
        if (kind == Kinds.MOST_PURCHASERS) {
            reading.used = _usedFrom(token, ledger, ALL, first);
            reading.toWeight = _lastPurchase(token, key, ledger, subject) < first ? 1 : 0;
            return reading;
        }
        reading.used = _usedFrom(token, ledger, subject, first);
        if (kind == Kinds.MOST_VENUE_VOLUME) reading.toWeight = 1;
        if (kind == Kinds.MOST_INFLOW && scene.time < _personalLimits[token][subject].until) {
            (reading.beside, reading.toWeight) = (_personalLimits[token][subject].units, 1);
        }
    }

    function _usedFrom(address token, bytes32 ledger, uint64 subject, uint256 first) private view returns (uint256) {
        return FlowLedger.sumFrom(FlowBook.read(_flows[token][ledger][subject]), first);
    }

    /// @dev Of an investor a day stands, and one more than how often the window had grown by then: if it has grown since, what lay before its first day
    /// was cut off the list of all.
    /// @return day On which it bought last, and for which it is counted among all; 0: for none.
    function _lastPurchase(
        address token,
        bytes32 key,
        bytes32 ledger,
        uint64 investor
    ) internal view returns (uint256 day) {
        Flow own = Flow.wrap(uint128(_flows[token][ledger][investor][0]));
        day = own.day();
        if (day == 0) return 0;
        uint256 growths = _meters[token][key].lengthened; // fewer than the days of the longest window
        for (uint256 i = own.units() - 1; i < growths; ++i) if (day < _cuts[token][ledger][i]) return 0;
    }

    /* WHAT MOVES THEM */

    /// @dev Adds an allowed movement to the meters of the program in force and of the next one, once to each. What needs no rule uses up no
    /// allowance, but it changes what a group holds.
    function _record(Movement memory movement) internal {
        if (movement.amount == 0) return;
        Scene memory scene = _sceneOf(movement, block.timestamp);
        if (scene.sender.investor() == scene.receiver.investor()) return;
        Running[] memory meters = _metersOf(movement.token);
        for (uint256 i = 0; i < meters.length; ++i) {
            Running memory meter = meters[i];
            if (meter.rule.kind() == Kinds.MOST_GROUP_SHARE) {
                _recordGroup(_groupOf(movement.token, meter), movement, scene.sender, scene.receiver);
            } else if (_isRuled(movement, scene) && _binds(meter.program, meter.rule, movement, scene)) {
                _recordFlow(movement, meter, scene);
            }
        }
    }

    function _recordFlow(Movement memory movement, Running memory meter, Scene memory scene) private {
        uint64 subject = _subjectOf(meter.rule, scene);
        if (subject == 0) return; // nobody
        uint256 day = scene.time / DAY;
        if (meter.rule.kind() == Kinds.MOST_PURCHASERS) _addPurchase(movement.token, meter.key, subject, day);
        else _addFlow(movement.token, meter.key, subject, day, movement.amount);
    }

    function _addFlow(address token, bytes32 key, uint64 subject, uint256 day, uint256 units) internal {
        Meter memory meter = _meters[token][key];
        uint256[4] storage kept = _flows[token][_ledgerOf(token, key)][subject];
        Flow[] memory flows = FlowBook.read(kept);
        FlowLedger.dropBefore(flows, _firstKept(meter));
        _writeFolded(token, key, subject, kept, FlowLedger.add(flows, day, units));
    }

    /// @dev One purchaser counts once, on the day on which it bought last: whatever window holds an earlier day and is still to come holds that one, too.
    /// @param day 0: no day; it is not a purchaser after all.
    function _addPurchase(address token, bytes32 key, uint64 investor, uint256 day) internal {
        Meter memory meter = _meters[token][key];
        bytes32 place = _ledgerOf(token, key);
        mapping(uint64 => uint256[4]) storage ledger = _flows[token][place];
        uint256 last = _lastPurchase(token, key, place, investor);
        if (last == day) return;
        uint256 first = _firstKept(meter);
        Flow[] memory flows = FlowBook.read(ledger[ALL]);
        FlowLedger.dropBefore(flows, first);
        // What was dropped holds nobody any more.
        if (last >= first) FlowLedger.takeOne(flows, last);
        if (day != 0) flows = FlowLedger.add(flows, day, 1);
        _writeFolded(token, key, ALL, ledger[ALL], flows);
        ledger[investor][0] = day == 0 ? 0 : Flow.unwrap(FlowLibrary.make(day, uint256(meter.lengthened) + 1));
    }

    function _writeFolded(
        address token,
        bytes32 key,
        uint64 subject,
        uint256[4] storage kept,
        Flow[] memory flows
    ) internal {
        while (flows.length > Shape.MOST_FLOWS) {
            (Flow earlier, Flow later) = FlowLedger.fold(flows);
            emit IMeters.FlowFolded(token, key, subject, earlier.day(), later.day(), earlier.units());
        }
        FlowBook.write(kept, flows);
    }

    /* WHICH METERS, AND WHOSE */

    /// @dev The window grows: of purchasers what is not kept yet goes, for it would not be known whose it was.
    function _cutPurchases(address token, bytes32 key, Meter memory meter, uint256 first) internal {
        bytes32 ledger = _ledgerOf(token, key);
        uint256[4] storage kept = _flows[token][ledger][ALL];
        Flow[] memory flows = FlowBook.read(kept);
        FlowLedger.dropBefore(flows, first);
        FlowBook.write(kept, flows);
        _cuts[token][ledger][meter.lengthened++] = first;
    }

    /// @dev Under its key and its epoch: where a meter begins anew, nothing lies.
    function _ledgerOf(address token, bytes32 key) internal view returns (bytes32) {
        return keccak256(abi.encode(key, _meters[token][key].epoch));
    }

    /// @dev The first day that a meter keeps.
    function _firstKept(Meter memory meter) internal view returns (uint256) {
        uint256 today = block.timestamp / DAY;
        return today < meter.keptDays ? 0 : today + 1 - meter.keptDays;
    }

    /// @dev The programs of a token for which meters run; zero: there is none, or it has no metered rule.
    function _sources(address token) internal view returns (address current, address next) {
        TokenConfig config = _tokens[token];
        if (config.has(TokenFlags.NEXT_METERS)) next = _terms[token].nextProgram;
        if (config.nextIsInForce(block.timestamp)) return (next, address(0));
        current = config.program();
        if (current != address(0) && ProgramLibrary.load(current).needs() & Needs.METERS == 0) current = address(0);
    }

    /// @dev Whether meters run for a program.
    function _runs(address token, address source) private view returns (bool) {
        (address current, address next) = _sources(token);
        return source == current || source == next;
    }

    /// @dev The meters of the programs in force and to come, each once.
    function _metersOf(address token) internal view returns (Running[] memory meters) {
        (address current, address next) = _sources(token);
        if (current == address(0)) return _readBy(next);
        meters = _readBy(current);
        return next == address(0) ? meters : _together(meters, _readBy(next));
    }

    /// @dev Those of one program, each once.
    function _readBy(address source) private view returns (Running[] memory meters) {
        if (source == address(0)) return meters;
        Program program = ProgramLibrary.load(source);
        (bytes32[] memory keys, Rule[] memory rules) = MeterKeys.all(program);
        meters = new Running[](keys.length);
        uint256 count = 0;
        for (uint256 i = 0; i < keys.length; ++i) {
            if (MeterKeys.find(keys, i, keys[i]) == i) meters[count++] = Running(keys[i], program, rules[i]);
        }
        _cut(meters, count);
    }

    function _together(
        Running[] memory meters,
        Running[] memory more
    ) private pure returns (Running[] memory together) {
        together = new Running[](meters.length + more.length);
        uint256 count = meters.length;
        for (uint256 i = 0; i < count; ++i) together[i] = meters[i];
        for (uint256 i = 0; i < more.length; ++i) {
            if (_placeOf(meters, more[i].key) == meters.length) together[count++] = more[i];
        }
        _cut(together, count);
    }

    /// @return place Of the meter with this key; the length of the list if there is none.
    function _placeOf(Running[] memory meters, bytes32 key) private pure returns (uint256 place) {
        while (place < meters.length && meters[place].key != key) ++place;
    }

    /// @dev `length` is at most the list's.
    function _cut(Running[] memory meters, uint256 length) private pure {
        assembly ("memory-safe") {
            mstore(meters, length)
        }
    }

    /// @return running Whether a program in force or to come reads the meter. @return meter With the rule that does.
    function _meterBehind(address token, bytes32 key) internal view returns (bool running, Running memory meter) {
        Running[] memory meters = _metersOf(token);
        uint256 place = _placeOf(meters, key);
        return place == meters.length ? (false, meter) : (true, meters[place]);
    }

    /// @dev Whether a meter runs for any program.
    function _isRunning(address token, bytes32 key) internal view returns (bool running) {
        (running, ) = _meterBehind(token, key);
    }

    function _groupOf(address token, Running memory meter) internal view returns (Group memory) {
        return Group(meter.key, _ledgerOf(token, meter.key), meter.program, meter.rule);
    }

    function _sceneOf(Movement memory movement, uint256 time) private view returns (Scene memory scene) {
        mapping(address => Record) storage records = _records[_tokens[movement.token].registry()];
        if (Changes.hasSender(movement.kind)) scene.sender = records[movement.from];
        if (Changes.hasReceiver(movement.kind)) scene.receiver = records[movement.to];
        Record spender;
        if (Changes.hasSpender(movement)) spender = records[movement.spender];
        scene.venue =
            _isVenue(spender)
                ? spender
                : _isVenue(scene.sender)
                    ? scene.sender
                    : scene.receiver;
        if (!_isVenue(scene.venue)) scene.venue = Record.wrap(0);
        scene.parties = PartiesLibrary.make(scene.sender, scene.receiver, spender);
        scene.time = time;
    }

    /// @dev Whether rules are judged: units change hands, and no order is behind it.
    function _isRuled(Movement memory movement, Scene memory scene) private pure returns (bool) {
        if ((Movements.RULE_MASK >> movement.kind) & 1 == 0) return false;
        return scene.sender.investor() != scene.receiver.investor();
    }

    function _isVenue(Record record) private pure returns (bool) {
        return record.statuses() & Roles.VENUE != 0;
    }

    /// @dev As `Rules` has it.
    function _binds(
        Program program,
        Rule rule,
        Movement memory movement,
        Scene memory scene
    ) private pure returns (bool) {
        if (!rule.bindsMovement(movement.kind)) return false;
        Record party = scene.parties.on(rule.side());
        return !rule.isNarrowed() || Scope.has(program, rule, party, scene.parties, scene.time);
    }

    /// @return investor By whom a rule counts; 0: nobody.
    function _subjectOf(Rule rule, Scene memory scene) private pure returns (uint64 investor) {
        if (rule.kind() == Kinds.MOST_VENUE_VOLUME) return scene.venue.investor();
        return scene.parties.on(rule.side() == Sides.SENDER ? Sides.SENDER : Sides.RECEIVER).investor();
    }
}
