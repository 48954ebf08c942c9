// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @notice One reason why a movement is refused. `reason` is the selector of the error in `IReasons` that enforcement reverts with.
/// @param rule Index of the rule in the program; `Shape.BUILT_IN_RULE` for the engine's own reasons.
/// @param subject Investor number; an address where the engine's own reasons speak; 0 where a rule speaks of the movement itself.
/// @param measured In the unit of the rule's kind.
/// @param limit In the same unit.
struct Finding {
    bytes4 reason;
    uint16 rule;
    uint256 subject;
    uint256 measured;
    uint256 limit;
}

/// @notice One answer of `checkMany`.
/// @param program The program that was in force; zero if none was.
struct Answer {
    bool allowed;
    Finding first;
    address program;
}

/// @notice A list with room for a fixed number of findings. Enforcement has room for none: the first reverts.
struct Findings {
    uint256 room;
    Finding[] list;
}

using FindingsLibrary for Findings global;
using AnswerLibrary for Answer global;

library AnswerLibrary {
    /// @notice Copies what was found, so that nothing of it need be kept.
    function take(Answer memory answer, Findings memory found, address program) internal pure {
        answer.program = program;
        answer.allowed = found.count() == 0;
        if (answer.allowed) return;
        Finding memory finding = found.list[0];
        Finding memory first = answer.first;
        first.reason = finding.reason;
        first.rule = finding.rule;
        first.subject = finding.subject;
        first.measured = finding.measured;
        first.limit = finding.limit;
    }
}

library FindingsLibrary {
    /// @dev An array in memory is its length and a pointer for each element: room is reserved for the pointers alone, and the length grows.
    function withRoomFor(uint256 room) internal pure returns (Findings memory findings) {
        findings.room = room;
        Finding[] memory list;
        assembly ("memory-safe") {
            list := mload(0x40)
            mstore(list, 0)
            mstore(0x40, add(list, mul(32, add(room, 1))))
        }
        findings.list = list;
    }

    function count(Findings memory findings) internal pure returns (uint256) {
        return findings.list.length;
    }

    /// @dev Enforcement, which has no room, is never full: it has reverted.
    function isFull(Findings memory findings) internal pure returns (bool) {
        return findings.room != 0 && findings.list.length == findings.room;
    }

    /// @notice Forgets all but the first `length` findings, of which there are at least so many.
    function cutTo(Findings memory findings, uint256 length) internal pure {
        Finding[] memory list = findings.list;
        assembly ("memory-safe") {
            if mload(list) {
                mstore(list, length)
            }
        }
    }

    /// @notice Adds one; without any room, reverts with it.
    /// @dev Called only while the list is not full.
    /// @return full Whether there is no more room.
    function add(
        Findings memory findings,
        bytes4 reason,
        uint16 rule,
        uint256 subject,
        uint256 measured,
        uint256 limit
    ) internal pure returns (bool full) {
        return _put(findings, Finding(reason, rule, subject, measured, limit));
    }

    function _put(Findings memory findings, Finding memory finding) private pure returns (bool full) {
        if (findings.room == 0) throwIt(finding);
        Finding[] memory list = findings.list;
        full = list.length + 1 == findings.room;
        assembly ("memory-safe") {
            let length := add(mload(list), 1) // within the reserved pointers: length <= room
            mstore(list, length)
            mstore(add(list, mul(32, length)), finding)
        }
    }

    /// @notice Reverts as the error that `finding` names: all reasons have the same four words, but the token's own on allowances.
    function throwIt(Finding memory finding) internal pure {
        bytes4 reason = finding.reason;
        // The words lie in memory as they are in the error: the selector is put before them.
        uint256 skipped = reason == IERC20Errors.ERC20InsufficientAllowance.selector ? 2 : 1;
        assembly ("memory-safe") {
            let data := add(finding, mul(32, skipped))
            let end := add(finding, 0xa0)
            mstore(sub(data, 0x20), shr(224, reason))
            revert(sub(data, 4), sub(end, sub(data, 4)))
        }
    }
}
