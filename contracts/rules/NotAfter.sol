// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rule} from "../types/Rule.sol";

/// @notice Now is before the limit. Unix seconds: refused from the limit on.
/// @dev Made for offering periods and terms that end on a day.
library NotAfter {
    function judge(Rule rule, uint256 time) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = time;
        limit = rule.limit();
        refused = measured >= limit;
    }
}
