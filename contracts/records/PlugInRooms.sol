// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIns} from "../interfaces/IPlugIns.sol";
import {Change, Changes} from "../rules/Changes.sol";
import {PlugInRefusals} from "../rules/PlugInRefusals.sol";
import {Facts} from "../types/Facts.sol";
import {Finding, Findings, FindingsLibrary} from "../types/Finding.sol";
import {Headroom} from "../types/Headroom.sol";
import {Movement} from "../types/Movement.sol";
import {PlugInAnswer} from "../types/Reading.sol";
import {PlugInReads} from "./PlugInReads.sol";

/// @notice What other contracts leave of the room that all other rules leave.
/// @dev They may say how much they would let pass. Whatever they say, both edges, the whole balance and what lies beyond are asked as movements
/// would be: what is not confirmed is not promised.
library PlugInRooms {
    using Changes for Change;

    /// @notice Narrows `room`, which the other rules leave. `movement`: its amount is overwritten.
    /// @param source The address of the program, which asks other contracts.
    function narrow(address source, Movement memory movement, Facts memory facts, Headroom memory room) internal view {
        movement.amount = 1;
        Change memory change;
        change.fill(movement, facts);
        if (!PlugInRefusals.areJudged(movement, change)) return;
        (bool binds, uint256 least, uint256 most) = IPlugIns(address(this)).plugInRoom(movement, source);
        if (!binds) return;
        room.proven = false;
        room.whole = room.whole && _passes(source, movement, facts.senderBalance);
        // What was tried is refused by the other rules. When they no longer do, these may.
        if (room.from != 0 && !_passes(source, movement, room.tried)) room.from = 0;
        if (room.most == 0) return;
        if (least < room.least) least = room.least;
        if (most > room.most) most = room.most;
        if (most < least) return _close(source, movement, room, room.least);
        if (!_passes(source, movement, most)) return _close(source, movement, room, most);
        if (!_passes(source, movement, least)) return _close(source, movement, room, least);
        bool narrowed = most < room.most;
        (room.least, room.most) = (least, most);
        if (narrowed) _try(source, movement, room, most + 1);
    }

    /// @dev Nothing is promised between; `amount` is asked for the reason.
    function _close(address source, Movement memory movement, Headroom memory room, uint256 amount) private view {
        (room.least, room.most) = (0, 0);
        _try(source, movement, room, amount);
    }

    /// @dev An amount that the other rules allow, and these perhaps not.
    function _try(address source, Movement memory movement, Headroom memory room, uint256 amount) private view {
        Findings memory found = _findings(source, movement, amount);
        Finding memory none;
        bool refused = found.count() != 0;
        room.tried = refused ? amount : 0;
        room.binding = refused ? found.list[0] : none;
        room.from = 0;
    }

    function _passes(address source, Movement memory movement, uint256 amount) private view returns (bool) {
        return _findings(source, movement, amount).count() == 0;
    }

    /// @dev What these say against an amount, the first of it.
    function _findings(
        address source,
        Movement memory movement,
        uint256 amount
    ) private view returns (Findings memory found) {
        movement.amount = amount;
        found = FindingsLibrary.withRoomFor(1);
        (uint256 rule, PlugInAnswer[] memory answers) = PlugInReads.ask(movement, source);
        PlugInRefusals.judge(rule, answers, found);
    }
}
