// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIns} from "../interfaces/IPlugIns.sol";
import {Change} from "../rules/Changes.sol";
import {PlugInRefusals} from "../rules/PlugInRefusals.sol";
import {Facts} from "../types/Facts.sol";
import {Findings} from "../types/Finding.sol";
import {Movement} from "../types/Movement.sol";
import {PlugInAnswer} from "../types/Reading.sol";

/// @notice What `IPlugIns.askPlugIns` says, asked of the engine by itself: the half that answers is not this one.
library PlugInReads {
    /// @dev Eight words: the first rule's index, how many rules, and three for each of two answers. What our own code says needs no check.
    uint256 private constant ANSWER_BYTES = 0x100;

    /// @notice Adds to `found`, until it is full, what other contracts refuse; nothing if it is full, or if no rule is judged.
    /// @param source The address of a program that asks. @param f To which their answers are added.
    function judge(
        Movement memory movement,
        address source,
        Facts memory f,
        Change memory change,
        Findings memory found
    ) internal view {
        if (found.isFull() || !PlugInRefusals.areJudged(movement, change)) return;
        uint256 rule;
        (rule, f.plugIns) = ask(movement, source);
        PlugInRefusals.judge(rule, f.plugIns, found);
    }

    /// @param source The address of a program that asks. Reverts as the asked function does.
    /// @return rule Index of the first rule that asks. @return answers Of each.
    function ask(
        Movement memory movement,
        address source
    ) internal view returns (uint256 rule, PlugInAnswer[] memory answers) {
        bytes4 selector = IPlugIns.askPlugIns.selector;
        uint256 size = ANSWER_BYTES;
        assembly ("memory-safe") {
            // Six words of `movement` lie in memory as they lie in a call. The answer comes behind the list that will point into it.
            answers := mload(0x40)
            let place := add(answers, 0x60)
            mstore(place, selector)
            mcopy(add(place, 0x04), movement, 0xc0)
            mstore(add(place, 0xc4), source)
            if iszero(staticcall(gas(), address(), place, 0xe4, place, size)) {
                returndatacopy(place, 0, returndatasize())
                revert(place, returndatasize())
            }
            mstore(0x40, add(place, size))
            rule := mload(place)
            mstore(answers, mload(add(place, 0x20))) // one or two
            mstore(add(answers, 0x20), add(place, 0x40))
            mstore(add(answers, 0x40), add(place, 0xa0))
        }
    }
}
