// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIn} from "../interfaces/IPlugIn.sol";
import {IPlugInRoom} from "../interfaces/IPlugInRoom.sol";
import {IPlugIns} from "../interfaces/IPlugIns.sol";
import {Changes} from "../rules/Changes.sol";
import {Kinds, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {PlugInAnswer} from "../types/Reading.sol";
import {Rule} from "../types/Rule.sol";
import {CappedCalls} from "./CappedCalls.sol";

/// @title Asks other contracts about a movement, trusting nothing
/// @notice The part of `WeighbridgeAdmin` that a movement enters, if its program asks another contract.
/// @dev It reads no storage: the caller of a plug-in is the engine all the same.
abstract contract PlugInDesk is IPlugIns {
    uint256 private constant ANSWER_BYTES = 0x60;
    uint256 private constant ROOM_BYTES = 0x40;

    /// @inheritdoc IPlugIns
    function askPlugIns(
        Movement calldata movement,
        address program
    ) external view returns (uint256 rule, uint256 count, PlugInAnswer memory first, PlugInAnswer memory second) {
        uint256 place;
        (place, rule, count) = _asking(ProgramLibrary.load(program));
        if (count != 0) first = _weigh(movement, ProgramLibrary.ruleAt(place));
        if (count > 1) second = _weigh(movement, ProgramLibrary.ruleAt(place + Shape.WORD_BYTES));
    }

    /// @inheritdoc IPlugIns
    function plugInRoom(
        Movement calldata movement,
        address program
    ) external view returns (bool binds, uint256 least, uint256 most) {
        (least, most) = (1, Shape.MOST_UNITS);
        (uint256 place, , uint256 count) = _asking(ProgramLibrary.load(program));
        for (uint256 i = 0; i < count; ++i) {
            Rule rule = ProgramLibrary.ruleAt(place + i * Shape.WORD_BYTES);
            if (!rule.bindsMovement(movement.kind)) continue;
            binds = true;
            bytes memory data = abi.encodeCall(IPlugInRoom.room, (_told(movement, 0)));
            (bool answered, uint256[3] memory words) = CappedCalls.ask(rule.plugIn(), data, ROOM_BYTES);
            if (!answered) continue;
            if (words[0] > least) least = words[0];
            if (words[1] < most) most = words[1];
        }
    }

    function _weigh(Movement calldata movement, Rule rule) private view returns (PlugInAnswer memory answer) {
        if (!rule.bindsMovement(movement.kind)) return PlugInAnswer(true, 0, 0);
        bytes memory data = abi.encodeCall(IPlugIn.weigh, (_told(movement, movement.amount)));
        (bool answered, uint256[3] memory words) = CappedCalls.ask(rule.plugIn(), data, ANSWER_BYTES);
        if (answered && words[0] < 2) return PlugInAnswer(words[0] == 1, words[1], words[2]);
    }

    /// @dev Where the rules begin that ask. They are the last of path 0, but for one on positions.
    function _asking(Program program) private pure returns (uint256 place, uint256 rule, uint256 count) {
        place = program.rulesAt();
        uint256 end = program.provisionsAt();
        for (; place < end && ProgramLibrary.ruleAt(place).kind() != Kinds.PLUG_IN; place += Shape.WORD_BYTES) ++rule;
        uint256 last = place;
        for (; last < end && ProgramLibrary.ruleAt(last).kind() == Kinds.PLUG_IN; last += Shape.WORD_BYTES) ++count;
    }

    /// @dev What views and enforcement know alike: who makes a movement that needs no spender is nobody whom `check` could name.
    function _told(Movement calldata asked, uint256 amount) private pure returns (Movement memory movement) {
        movement = asked;
        if (!Changes.hasSpender(movement)) movement.spender = address(0);
        if (!Changes.hasSender(movement.kind)) movement.from = address(0);
        if (!Changes.hasReceiver(movement.kind)) movement.to = address(0);
        movement.amount = amount;
    }
}
