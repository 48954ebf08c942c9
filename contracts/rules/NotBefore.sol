// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rule} from "../types/Rule.sol";

/// @notice Now is at or after the limit. Unix seconds: refused while now < limit.
/// @dev Made for first closings and lock-ups that end on a day.
library NotBefore {
    function judge(Rule rule, uint256 time) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = time;
        limit = rule.limit();
        refused = measured < limit;
    }
}
