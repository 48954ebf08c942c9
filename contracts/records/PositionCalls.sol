// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IEngine} from "../interfaces/IEngine.sol";
import {IPlugIns} from "../interfaces/IPlugIns.sol";
import {IPositions, PositionAnswer, PositionMove} from "../interfaces/IPositions.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Finding, Findings, FindingsLibrary} from "../types/Finding.sol";
import {Kinds, Movements, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Rule} from "../types/Rule.sol";

/// @notice What a position book, which a rule names, is asked and told of a movement. It is not trusted: at most so much gas, and four words of an answer.
library PositionCalls {
    /// @dev What a book may use: it looks at both parties and at up to four persons behind each.
    uint256 private constant GAS = 1_000_000;
    /// @dev With less than this left it is given less (EIP-150), as in `CappedCalls`. If it answers all the same, that is its answer; if it does not, nobody knows
    /// why, and the call that asked is to be given more.
    uint256 private constant LEAST_GAS = (GAS * 64) / 63 + 1 + 6_000;
    uint256 private constant MOVE_BYTES = 0x100;
    uint256 private constant ANSWER_BYTES = 0x80;
    uint256 private constant ROOM_BYTES = 0x20;

    /// @notice Adds to `found`, which is not full, what the book says against a movement that is only asked about. Reverts with `IPlugIns.GasTooLow`.
    /// @param program Has a rule on positions. @param f As `Weighing` leaves them.
    function judge(Movement memory movement, Program program, Facts memory f, Findings memory found) internal view {
        PositionAnswer memory answer = ask(movement, program, f);
        if (answer.allowed) return;
        (, uint256 index) = ruleOf(program);
        Finding memory finding = _findingOf(index, answer);
        found.add(finding.reason, finding.rule, finding.subject, finding.measured, finding.limit);
    }

    /// @notice What the book says; allowed, beside zeros, where it is not asked. Reverts with `IPlugIns.GasTooLow`.
    function ask(
        Movement memory movement,
        Program program,
        Facts memory f
    ) internal view returns (PositionAnswer memory answer) {
        (Rule rule, ) = ruleOf(program);
        PositionMove memory told = moveOf(movement, rule, f);
        answer.allowed = true;
        if (changesHands(told) && told.judged) return weigh(rule.plugIn(), told);
    }

    /// @notice Tells the book of a movement that nothing else stands against: reverts if it refuses what it may refuse.
    /// @param program Has a rule on positions.
    function move(Movement memory movement, Program program, Facts memory f) internal {
        (Rule rule, uint256 index) = ruleOf(program);
        PositionMove memory told = moveOf(movement, rule, f);
        if (!changesHands(told)) return;
        PositionAnswer memory answer = _move(rule.plugIn(), told);
        if (answer.allowed) return;
        if (told.judged) FindingsLibrary.throwIt(_findingOf(index, answer));
        emit IEngine.PositionNotRecorded(movement.token, rule.plugIn(), told.sender, told.receiver, told.amount);
    }

    /// @notice The one rule on positions, the last of path 0.
    function ruleOf(Program program) internal pure returns (Rule rule, uint256 index) {
        unchecked {
            uint256 first = program.rulesAt();
            uint256 place = program.provisionsAt();
            do {
                place -= Shape.WORD_BYTES;
                rule = ProgramLibrary.ruleAt(place);
            } while (rule.kind() != Kinds.POSITION_LIMIT);
            index = (place - first) / Shape.WORD_BYTES;
        }
    }

    /// @dev In a suspense account units wait for somebody: it has no position.
    function moveOf(
        Movement memory movement,
        Rule rule,
        Facts memory f
    ) internal pure returns (PositionMove memory told) {
        told.token = movement.token;
        told.judged = (Movements.RULE_MASK >> movement.kind) & 1 != 0 && rule.bindsMovement(movement.kind);
        if (!f.sender.isSuspense()) (told.sender, told.senderHolding) = (f.sender.investor(), f.senderHolding);
        if (!f.receiver.isSuspense())
            (told.receiver, told.receiverHolding) = (f.receiver.investor(), f.receiverHolding);
        told.amount = movement.amount;
        told.time = f.time;
    }

    function changesHands(PositionMove memory told) internal pure returns (bool) {
        return told.amount != 0 && told.sender != told.receiver;
    }

    /// @notice Asks the book. Reverts with `IPlugIns.GasTooLow`.
    function weigh(address book, PositionMove memory told) internal view returns (PositionAnswer memory) {
        (bool answered, uint256 place) = _ask(IPositions.weigh.selector, book, told, ANSWER_BYTES);
        return _answerAt(place, answered);
    }

    /// @notice Up to which amount the book says that it would let pass: a claim; of one that does not answer, all of them. Reverts with `IPlugIns.GasTooLow`.
    function room(address book, PositionMove memory told) internal view returns (uint256 most) {
        (bool answered, uint256 place) = _ask(IPositions.room.selector, book, told, ROOM_BYTES);
        return answered ? ProgramLibrary.wordAt(place) : type(uint256).max;
    }

    /// @return answered Whether it gave so many bytes. @return place Of them in memory, where there is room for four words.
    function _ask(
        bytes4 selector,
        address book,
        PositionMove memory told,
        uint256 size
    ) private view returns (bool answered, uint256 place) {
        uint256 left = gasleft();
        (uint256 cap, uint256 moveBytes) = (GAS, MOVE_BYTES);
        assembly ("memory-safe") {
            place := mload(0x40)
            mstore(place, selector)
            mcopy(add(place, 0x04), told, moveBytes)
            answered := staticcall(cap, book, place, add(moveBytes, 0x04), place, size)
            answered := and(answered, eq(returndatasize(), size))
            mstore(0x40, add(place, moveBytes))
        }
        if (!answered) _checkGas(left);
    }

    function _move(address book, PositionMove memory told) private returns (PositionAnswer memory) {
        bytes4 selector = IPositions.move.selector;
        uint256 left = gasleft();
        (uint256 cap, uint256 moveBytes, uint256 size) = (GAS, MOVE_BYTES, ANSWER_BYTES);
        bool answered;
        uint256 place;
        assembly ("memory-safe") {
            place := mload(0x40)
            mstore(place, selector)
            mcopy(add(place, 0x04), told, moveBytes)
            answered := call(cap, book, 0, place, add(moveBytes, 0x04), place, size)
            answered := and(answered, eq(returndatasize(), size))
            mstore(0x40, add(place, moveBytes))
        }
        if (!answered) _checkGas(left);
        return _answerAt(place, answered);
    }

    /// @dev Four words, of which the first is 0 or 1 and the second a number of an investor; anything else refuses, and says that it cannot be told.
    function _answerAt(uint256 place, bool answered) private pure returns (PositionAnswer memory answer) {
        assembly ("memory-safe") {
            answer := place
            if iszero(and(answered, and(lt(mload(place), 2), iszero(shr(64, mload(add(place, 0x20))))))) {
                mstore(place, 0)
                mstore(add(place, 0x20), 0)
                mstore(add(place, 0x40), not(0))
                mstore(add(place, 0x60), 0)
            }
        }
    }

    function _findingOf(uint256 index, PositionAnswer memory answer) private pure returns (Finding memory) {
        bytes4 reason = IReasons.PositionAboveLimit.selector;
        return Finding(reason, uint16(index), answer.subject, answer.measured, answer.limit); // fits: at most 256 rules
    }

    /// @param left Before the call that was not answered.
    function _checkGas(uint256 left) private pure {
        if (left < LEAST_GAS) revert IPlugIns.GasTooLow(left, LEAST_GAS);
    }
}
