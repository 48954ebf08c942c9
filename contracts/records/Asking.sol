// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PositionAnswer} from "../interfaces/IPositions.sol";
import {Changes} from "../rules/Changes.sol";
import {Facts, FactsLibrary} from "../types/Facts.sol";
import {Findings, FindingsLibrary} from "../types/Finding.sol";
import {HeaderField, Movements, Needs, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {PlugInReads} from "./PlugInReads.sol";
import {PositionCalls} from "./PositionCalls.sol";
import {TokenReads} from "./TokenReads.sol";
import {Weighing} from "./Weighing.sol";

/// @title What the views read beside what a movement does
/// @dev Nobody moves anything: the token is asked what it would have told.
abstract contract Asking is Weighing {
    /// @dev More than the engine's own reasons can add to one list.
    uint256 private constant MOST_BUILT_IN = 16;
    /// @dev All of `Needs`, and one bit more: of the mask alone, or of no program's needs, the compiler would make a second `_gather`.
    uint256 private constant EVERYTHING = (HeaderField.NEEDS_MASK << 1) | 1;

    /// @dev Weighs a movement that nobody makes.
    /// @param program The program to judge by; zero: there is none, or the kind is not weighed.
    /// @param time Unix seconds.
    function _ask(
        Movement memory movement,
        TokenConfig config,
        address program,
        uint256 time,
        Findings memory found
    ) internal view {
        Facts memory f = FactsLibrary.blank()[0];
        f.time = time;
        if (program != address(0) && !_askToken(movement, f)) return _addUnreadable(movement, found);
        (, Program weighed) = _weigh(movement, config, program, f, found);
        if (Program.unwrap(weighed) == 0 || found.isFull()) return;
        // Of a movement that is made the book is told after everything else.
        if (weighed.needs() & Needs.POSITIONS != 0) PositionCalls.judge(movement, weighed, f, found);
    }

    /// @dev Room for everything that can stand against one movement.
    function _roomForAll() internal pure returns (Findings memory) {
        return FindingsLibrary.withRoomFor(MOST_BUILT_IN + Shape.MOST_RULES);
    }

    /// @dev Reads from the token what enforcement is told by it.
    /// @return readable False if the token does not answer.
    function _askToken(Movement memory movement, Facts memory f) internal view returns (bool readable) {
        address token = movement.token;
        readable = true;
        if (Changes.hasSender(movement.kind)) {
            (readable, f.senderBalance) = TokenReads.balanceOf(token, movement.from);
        }
        if (readable && Changes.hasReceiver(movement.kind)) {
            (readable, f.receiverBalance) = TokenReads.balanceOf(token, movement.to);
        }
        if (readable && movement.kind == Movements.TRANSFER && movement.spender != address(0)) {
            (readable, f.allowance) = TokenReads.allowance(token, movement.from, movement.spender);
        }
    }

    /// @dev What `facts` answers.
    function _everything(
        Movement memory m
    ) internal view returns (Facts memory found, address program, bool readable, PositionAnswer memory position) {
        position.allowed = true;
        TokenConfig config;
        (config, program) = _identify(m);
        if (program == address(0)) return (found, program, true, position);
        Program loaded = ProgramLibrary.load(program);
        found.time = block.timestamp;
        readable = _askToken(m, found) && _gather(m, config, found, loaded.needs() | EVERYTHING);
        if (readable) (readable, found.supply) = TokenReads.totalSupply(m.token);
        if (found.sender.isKnown()) found.senderHolds = _holds(m.token, found.sender);
        if (found.receiver.isKnown()) found.receiverHolds = _holds(m.token, found.receiver);
        if (loaded.needs() & Needs.METERS != 0) _readMeters(m, program, found);
        _gatherCounts(m.token, config, loaded, found, found.sender.isKnown(), found.receiver.isKnown());
        if (found.sender.isLeveraged() || found.receiver.isLeveraged()) _readLeverage(m, found);
        if (!readable) return (found, program, readable, position);
        if (loaded.needs() & Needs.PLUG_INS != 0) (, found.plugIns) = PlugInReads.ask(m, program);
        if (loaded.needs() & Needs.POSITIONS != 0) position = PositionCalls.ask(m, loaded, found);
    }

    /// @dev A party that the kind does not have is nobody.
    function _stripped(Movement calldata asked) internal pure returns (Movement memory movement) {
        movement = asked;
        if (!Changes.hasSender(movement.kind)) movement.from = address(0);
        if (!Changes.hasReceiver(movement.kind)) movement.to = address(0);
    }
}
