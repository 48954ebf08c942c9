// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A movement is of at least the limit. Token units, inclusive.
/// @dev Made for least transfers and subscriptions in an issuer's own documents. Measured on the amount, whatever the parties hold.
library LeastPerMovement {
    function judge(Rule rule, uint256 amount) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = amount;
        limit = rule.limit();
        refused = measured < limit;
    }

    /// @notice Which amounts pass.
    function room(Rule rule) internal pure returns (uint256 least, uint256 most) {
        return (rule.limit(), Shape.MOST_UNITS);
    }
}
