// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Findings} from "../types/Finding.sol";
import {Movements} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {PlugInAnswer} from "../types/Reading.sol";
import {Change} from "./Changes.sol";

/// @notice Another contract, which the rule names, allows the movement. Measured and limit: as it says, in a unit of its own.
/// @dev Made for what no kind of rule says. It is judged after all other rules, of whatever path: a rule that asks is of path 0.
library PlugInRefusals {
    /// @notice Whether such rules are judged at all: units change hands, and no order or law stands behind it.
    function areJudged(Movement memory movement, Change memory change) internal pure returns (bool) {
        return movement.amount != 0 && !change.withinOne && (Movements.RULE_MASK >> movement.kind) & 1 != 0;
    }

    /// @notice Adds to `found`, which is not full, the rules whose contract refuses, in program order.
    /// @param rule Index of the first. @param answers One for each of them: they follow each other.
    function judge(uint256 rule, PlugInAnswer[] memory answers, Findings memory found) internal pure {
        for (uint256 i = 0; i < answers.length; ++i) {
            PlugInAnswer memory answer = answers[i];
            if (answer.allowed) continue;
            // fits: at most 256 rules
            if (found.add(IReasons.PlugInRefused.selector, uint16(rule + i), 0, answer.measured, answer.limit)) return;
        }
    }
}
