// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rule} from "../types/Rule.sol";

/// @notice A movement is of at most the limit. Token units, inclusive.
/// @dev Made for size limits in an issuer's or a venue's own documents. Measured on the amount, whatever the parties hold.
library MostPerMovement {
    function judge(Rule rule, uint256 amount) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = amount;
        limit = rule.limit();
        refused = measured > limit;
    }

    /// @notice Which amounts pass, from 1 on.
    function room(Rule rule) internal pure returns (uint256 least, uint256 most) {
        return (1, rule.limit());
    }
}
