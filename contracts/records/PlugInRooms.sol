// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Change, Changes} from "../rules/Changes.sol";
import {Facts} from "../types/Facts.sol";
import {Finding, Findings, FindingsLibrary} from "../types/Finding.sol";
import {Headroom} from "../types/Headroom.sol";
import {Kinds, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Rule} from "../types/Rule.sol";
import {PlugIns} from "./PlugIns.sol";

/// @notice What other contracts leave of the room that all other rules leave.
/// @dev They may say how much they would let pass. Whatever they say, both edges, the whole balance and what lies beyond are asked as movements
/// would be: what is not confirmed is not promised.
library PlugInRooms {
    using Changes for Change;

    /// @notice Narrows `room`, which the other rules leave. `movement`: its amount is overwritten.
    function narrow(Program program, Movement memory movement, Facts memory facts, Headroom memory room) internal view {
        (bool binds, uint256 least, uint256 most) = _claimed(program, movement, facts);
        if (!binds) return;
        room.proven = false;
        room.whole = room.whole && _passes(program, movement, facts, facts.senderBalance);
        if (room.most == 0) return _beyond(program, movement, facts, room);
        if (least < room.least) least = room.least;
        if (most > room.most) most = room.most;
        if (most < least) return _close(program, movement, facts, room, room.least);
        if (!_passes(program, movement, facts, most)) return _close(program, movement, facts, room, most);
        if (!_passes(program, movement, facts, least)) return _close(program, movement, facts, room, least);
        bool narrowed = most < room.most;
        (room.least, room.most) = (least, most);
        if (narrowed) _try(program, movement, facts, room, most + 1);
        else _beyond(program, movement, facts, room);
    }

    /// @dev What all of them say that they would let pass together. binds: there is one to ask.
    function _claimed(
        Program program,
        Movement memory movement,
        Facts memory facts
    ) private view returns (bool binds, uint256 least, uint256 most) {
        (least, most) = (1, Shape.MOST_UNITS);
        movement.amount = 1;
        if (!PlugIns.isAsked(movement, _changeBy(movement, facts))) return (false, least, most);
        uint256 end = program.provisionsAt();
        for (uint256 place = program.rulesAt(); place < end; place += Shape.WORD_BYTES) {
            Rule rule = ProgramLibrary.ruleAt(place);
            if (rule.kind() != Kinds.PLUG_IN || !rule.bindsMovement(movement.kind)) continue;
            binds = true;
            (uint256 from, uint256 to) = PlugIns.room(rule.plugIn(), movement);
            if (from > least) least = from;
            if (to < most) most = to;
        }
    }

    /// @dev Nothing is promised between; `amount` is asked for the reason.
    function _close(
        Program program,
        Movement memory movement,
        Facts memory facts,
        Headroom memory room,
        uint256 amount
    ) private view {
        (room.least, room.most) = (0, 0);
        _try(program, movement, facts, room, amount);
    }

    /// @dev An amount that the other rules allow, and these perhaps not.
    function _try(
        Program program,
        Movement memory movement,
        Facts memory facts,
        Headroom memory room,
        uint256 amount
    ) private view {
        Findings memory found = _findings(program, movement, facts, amount);
        Finding memory none;
        bool refused = found.count() != 0;
        room.tried = refused ? amount : 0;
        room.binding = refused ? found.list[0] : none;
        room.from = 0;
    }

    /// @dev What was tried is refused by the other rules. When they no longer do, these may.
    function _beyond(Program program, Movement memory movement, Facts memory facts, Headroom memory room) private view {
        if (room.from != 0 && !_passes(program, movement, facts, room.tried)) room.from = 0;
    }

    function _passes(
        Program program,
        Movement memory movement,
        Facts memory facts,
        uint256 amount
    ) private view returns (bool) {
        return _findings(program, movement, facts, amount).count() == 0;
    }

    /// @dev What these say against an amount, the first of it.
    function _findings(
        Program program,
        Movement memory movement,
        Facts memory facts,
        uint256 amount
    ) private view returns (Findings memory found) {
        movement.amount = amount;
        found = FindingsLibrary.withRoomFor(1);
        PlugIns.judge(program, movement, _changeBy(movement, facts), found);
    }

    function _changeBy(Movement memory movement, Facts memory facts) private pure returns (Change memory change) {
        change.fill(movement, facts);
    }
}
