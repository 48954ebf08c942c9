// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIns} from "../interfaces/IPlugIns.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {Finding} from "../types/Finding.sol";
import {Headroom} from "../types/Headroom.sol";
import {Movement} from "../types/Movement.sol";
import {PlugInAnswer} from "../types/Reading.sol";
import {PlugInDesk} from "./PlugInDesk.sol";

/// @title What other contracts leave of the room that all other rules leave
/// @dev They may say how much they would let pass. Whatever they say, both edges, the whole balance and what lies beyond are asked as movements
/// would be: what is not confirmed is not promised.
abstract contract PlugInRooms is PlugInDesk {
    /// @inheritdoc IPlugIns
    function narrowRoom(
        Movement calldata movement,
        address program,
        Headroom memory room,
        uint256 balance
    ) external view returns (Headroom memory, address) {
        _narrow(movement, program, room, balance);
        return (room, program);
    }

    function _narrow(Movement calldata movement, address program, Headroom memory room, uint256 balance) private view {
        (bool binds, uint256 least, uint256 most) = plugInRoom(movement, program);
        if (!binds) return;
        room.proven = false;
        room.whole = room.whole && _passes(movement, program, balance);
        // What was tried is refused by the other rules. When they no longer do, these may.
        if (room.from != 0 && !_passes(movement, program, room.tried)) room.from = 0;
        if (room.most == 0) return;
        if (least < room.least) least = room.least;
        if (most > room.most) most = room.most;
        if (most < least) return _close(movement, program, room, room.least);
        if (!_passes(movement, program, most)) return _close(movement, program, room, most);
        if (!_passes(movement, program, least)) return _close(movement, program, room, least);
        bool narrowed = most < room.most;
        (room.least, room.most) = (least, most);
        if (narrowed) _try(movement, program, room, most + 1);
    }

    /// @dev Nothing is promised between; `amount` is asked for the reason.
    function _close(Movement calldata movement, address program, Headroom memory room, uint256 amount) private view {
        (room.least, room.most) = (0, 0);
        _try(movement, program, room, amount);
    }

    /// @dev An amount that the other rules allow, and these perhaps not.
    function _try(Movement calldata movement, address program, Headroom memory room, uint256 amount) private view {
        (bool refused, Finding memory first) = _first(movement, program, amount);
        room.tried = refused ? amount : 0;
        room.binding = first;
        room.from = 0;
    }

    function _passes(Movement calldata movement, address program, uint256 amount) private view returns (bool) {
        (bool refused, ) = _first(movement, program, amount);
        return !refused;
    }

    /// @dev The first that these say against an amount.
    function _first(
        Movement calldata movement,
        address program,
        uint256 amount
    ) private view returns (bool refused, Finding memory found) {
        (uint256 rule, uint256 count, PlugInAnswer memory answer, PlugInAnswer memory second) = _answers(
            movement,
            amount,
            program
        );
        if (answer.allowed && count > 1) (rule, answer) = (rule + 1, second);
        if (answer.allowed) return (false, found);
        // fits: at most 256 rules
        return (true, Finding(IReasons.PlugInRefused.selector, uint16(rule), 0, answer.measured, answer.limit));
    }
}
