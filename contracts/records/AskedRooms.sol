// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIns} from "../interfaces/IPlugIns.sol";
import {PositionAnswer, PositionMove} from "../interfaces/IPositions.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Finding} from "../types/Finding.sol";
import {Headroom} from "../types/Headroom.sol";
import {Movements, Needs, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program} from "../types/Program.sol";
import {PlugInAnswer} from "../types/Reading.sol";
import {Rule} from "../types/Rule.sol";
import {PlugInReads} from "./PlugInReads.sol";
import {PositionCalls} from "./PositionCalls.sol";

/// @notice Whom a movement asks beside the engine's own rules. source: where the program lies, which is `program`. position: rule on positions that binds the
/// movement; zero: none. move: as its book is told of it, of whatever amount.
struct Asked {
    Movement movement;
    address source;
    bool plugIns;
    Rule position;
    uint16 positionIndex;
    PositionMove move;
}

/// @notice What other contracts leave of the room that all other rules leave: plug-ins, and a position book.
/// @dev They may say how much they would let pass. Whatever they say, both edges, the whole balance and what lies beyond are asked as movements
/// would be: what is not confirmed is not promised.
library AskedRooms {
    /// @param room As the other rules leave it; narrowed. @param f Complete, as `IFacts.facts` gives them. Reverts with `IPlugIns.GasTooLow`.
    function narrow(
        Headroom memory room,
        Movement memory movement,
        address source,
        Program program,
        Facts memory f
    ) internal view {
        // As in `PlugInRefusals`: what changes no hands, and what has an order or the law behind it, no rule is asked about.
        if (f.sender.investor() == f.receiver.investor() || (Movements.RULE_MASK >> movement.kind) & 1 == 0) return;
        (Asked memory asked, uint256 least, uint256 most) = _claims(movement, source, program, f);
        if (!asked.plugIns && Rule.unwrap(asked.position) == 0) return;
        room.proven = false;
        room.whole = room.whole && _passes(asked, f.senderBalance);
        // What was tried is refused by the other rules. When they no longer do, these may.
        if (room.from != 0 && !_passes(asked, room.tried)) room.from = 0;
        if (room.most == 0) return;
        if (least < room.least) least = room.least;
        if (most > room.most) most = room.most;
        if (most < least) return _close(asked, room, room.least);
        if (!_passes(asked, most)) return _close(asked, room, most);
        if (!_passes(asked, least)) return _close(asked, room, least);
        bool narrowed = most < room.most;
        (room.least, room.most) = (least, most);
        if (narrowed) _try(asked, room, most + 1);
    }

    /// @return asked Whom the movement asks. @return least Token units that all of them claim to let pass, 1 or more. @return most Inclusive.
    function _claims(
        Movement memory movement,
        address source,
        Program program,
        Facts memory f
    ) private view returns (Asked memory asked, uint256 least, uint256 most) {
        (asked.movement, asked.source, least, most) = (movement, source, 1, Shape.MOST_UNITS);
        uint256 needs = program.needs();
        if (needs & Needs.PLUG_INS != 0) {
            (asked.plugIns, least, most) = IPlugIns(address(this)).plugInRoom(movement, source);
        }
        if (needs & Needs.POSITIONS == 0) return (asked, least, most);
        (Rule rule, uint256 index) = PositionCalls.ruleOf(program);
        asked.move = PositionCalls.moveOf(movement, rule, f);
        if (!asked.move.judged || asked.move.sender == asked.move.receiver) return (asked, least, most);
        (asked.position, asked.positionIndex) = (rule, uint16(index)); // fits: at most 256 rules
        uint256 claimed = PositionCalls.room(rule.plugIn(), asked.move);
        if (claimed < most) most = claimed;
    }

    /// @dev Nothing is promised between; `amount` is asked for the reason.
    function _close(Asked memory asked, Headroom memory room, uint256 amount) private view {
        (room.least, room.most) = (0, 0);
        _try(asked, room, amount);
    }

    /// @dev An amount that the other rules allow, and these perhaps not.
    function _try(Asked memory asked, Headroom memory room, uint256 amount) private view {
        (bool refused, Finding memory first) = _first(asked, amount);
        room.tried = refused ? amount : 0;
        room.binding = first;
        room.from = 0;
    }

    function _passes(Asked memory asked, uint256 amount) private view returns (bool) {
        (bool refused, ) = _first(asked, amount);
        return !refused;
    }

    /// @dev The first that these say against an amount.
    function _first(Asked memory asked, uint256 amount) private view returns (bool refused, Finding memory found) {
        asked.movement.amount = amount;
        if (asked.plugIns) {
            (uint256 rule, PlugInAnswer[] memory answers) = PlugInReads.ask(asked.movement, asked.source);
            for (uint256 i = 0; i < answers.length; ++i) {
                PlugInAnswer memory said = answers[i];
                if (said.allowed) continue;
                // fits: at most 256 rules
                return (true, Finding(IReasons.PlugInRefused.selector, uint16(rule + i), 0, said.measured, said.limit));
            }
        }
        if (Rule.unwrap(asked.position) == 0) return (false, found);
        asked.move.amount = amount;
        PositionAnswer memory answer = PositionCalls.weigh(asked.position.plugIn(), asked.move);
        if (answer.allowed) return (false, found);
        bytes4 reason = IReasons.PositionAboveLimit.selector;
        return (true, Finding(reason, asked.positionIndex, answer.subject, answer.measured, answer.limit));
    }
}
