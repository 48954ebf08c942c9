// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IEngine} from "../interfaces/IEngine.sol";
import {IPlugIn} from "../interfaces/IPlugIn.sol";
import {IPlugInRoom} from "../interfaces/IPlugInRoom.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {Change, Changes} from "../rules/Changes.sol";
import {Findings} from "../types/Finding.sol";
import {Kinds, Movements, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {PlugInAnswer} from "../types/Reading.sol";
import {Rule} from "../types/Rule.sol";

/// @notice Asks another contract about a movement, trusting nothing: a static call with capped gas, of whose answer three words are copied.
library PlugIns {
    /// @dev What a plug-in may use. Enough for some twenty reads from cold storage, or the check of a signature.
    uint256 private constant GAS = 100_000;
    /// @dev Beside it: the account and what it delegates to, both cold, and the call's own instructions.
    uint256 private constant CALLING = 6_000;
    /// @dev A call is given at most 63 / 64 of what is left (EIP-150): with less than this the plug-in would be given less than `GAS`, in silence,
    /// and could answer otherwise than when it was asked with more.
    uint256 private constant LEAST_GAS = (GAS * 64) / 63 + 1 + CALLING;
    uint256 private constant ANSWER_BYTES = 0x60;
    uint256 private constant ROOM_BYTES = 0x40;

    /// @notice Adds to `found`, until it is full, the rules that ask a contract which refuses the movement, in program order.
    /// @dev Asked after all other rules, and before the engine's books are written, so that enforcement and `check` ask in the same state.
    function judge(
        Program program,
        Movement memory movement,
        Change memory change,
        Findings memory found
    ) internal view {
        if (!isAsked(movement, change)) return;
        uint256 place = program.rulesAt();
        uint256 count = program.rules();
        for (uint256 i = 0; i < count; ++i) {
            Rule rule = ProgramLibrary.ruleAt(place + i * Shape.WORD_BYTES);
            if (rule.kind() != Kinds.PLUG_IN || !rule.bindsMovement(movement.kind)) continue;
            (bool allowed, uint256 measured, uint256 limit) = weigh(rule.plugIn(), movement);
            if (allowed) continue;
            // fits: at most 256 rules
            if (found.add(IReasons.PlugInRefused.selector, uint16(i), 0, measured, limit)) return;
        }
    }

    /// @notice Whether rules are judged of the movement at all: units change hands, and no order or law stands behind it.
    function isAsked(Movement memory movement, Change memory change) internal pure returns (bool) {
        return movement.amount != 0 && !change.withinOne && (Movements.RULE_MASK >> movement.kind) & 1 != 0;
    }

    /// @notice What each rule of the program hears that asks another contract, in its order; of a rule that does not bind the movement: zeros.
    function answers(Program program, Movement memory movement) internal view returns (PlugInAnswer[] memory list) {
        PlugInAnswer[] memory found = new PlugInAnswer[](Shape.MOST_PLUG_INS);
        (uint256 count, uint256 end) = (0, program.provisionsAt());
        for (uint256 place = program.rulesAt(); place < end; place += Shape.WORD_BYTES) {
            Rule rule = ProgramLibrary.ruleAt(place);
            if (rule.kind() != Kinds.PLUG_IN) continue;
            PlugInAnswer memory answer = found[count++];
            if (!rule.bindsMovement(movement.kind)) continue;
            (answer.allowed, answer.measured, answer.limit) = weigh(rule.plugIn(), movement);
        }
        list = new PlugInAnswer[](count);
        for (uint256 i = 0; i < count; ++i) list[i] = found[i];
    }

    /// @notice What `plugIn` says to the movement; all zero, which refuses, if it does not answer as it must.
    function weigh(
        address plugIn,
        Movement memory movement
    ) internal view returns (bool allowed, uint256 measured, uint256 limit) {
        (bool answered, uint256[3] memory words) = _ask(
            plugIn,
            abi.encodeCall(IPlugIn.weigh, (_told(movement, movement.amount))),
            ANSWER_BYTES
        );
        if (!answered || words[0] > 1) return (false, 0, 0);
        return (words[0] == 1, words[1], words[2]);
    }

    /// @notice Which amounts `plugIn` says that it would let pass; all of them if it says nothing. `most` below `least`: none.
    function room(address plugIn, Movement memory movement) internal view returns (uint256 least, uint256 most) {
        (bool answered, uint256[3] memory words) = _ask(
            plugIn,
            abi.encodeCall(IPlugInRoom.room, (_told(movement, 0))),
            ROOM_BYTES
        );
        if (!answered) return (1, Shape.MOST_UNITS);
        least = words[0] == 0 ? 1 : words[0];
        most = words[1];
    }

    /// @dev What views and enforcement know alike: who makes a movement that needs no spender is nobody whom `check` could name.
    function _told(Movement memory movement, uint256 amount) private pure returns (Movement memory) {
        return
            Movement({
                kind: movement.kind,
                token: movement.token,
                spender: Changes.hasSpender(movement) ? movement.spender : address(0),
                from: Changes.hasSender(movement.kind) ? movement.from : address(0),
                to: Changes.hasReceiver(movement.kind) ? movement.to : address(0),
                amount: amount
            });
    }

    /// @return answered Whether it gave exactly `size` bytes, of at most three words.
    function _ask(
        address plugIn,
        bytes memory data,
        uint256 size
    ) private view returns (bool answered, uint256[3] memory words) {
        (uint256 cap, uint256 left) = (GAS, gasleft());
        if (left < LEAST_GAS) revert IEngine.GasTooLow(left, LEAST_GAS);
        assembly ("memory-safe") {
            answered := staticcall(cap, plugIn, add(data, 0x20), mload(data), words, size)
            answered := and(answered, eq(returndatasize(), size))
        }
    }
}
