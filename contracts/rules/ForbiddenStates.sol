// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A party has none of the state bits in the limit. Measured: those it has. Limit: 0.
/// @dev Made for persons in territories with which dealing is restricted (31 CFR chapter V), whose dealings are rejected, not blocked.
library ForbiddenStates {
    function judge(Rule rule, Record party) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = party.states() & rule.limit();
        limit = 0;
        refused = measured != 0;
    }
}
