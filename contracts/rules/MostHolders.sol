// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rule} from "../types/Rule.sol";

/// @notice At most `limit` holders are counted after the movement, as `Counting` counts them. Inclusive.
/// @dev Judged only if this rule's own count rises: who takes the place of a holder of the same cell passes. A number that must stay below n
/// is written as n - 1. Made for limits that issuers set so as to stay below 15 USC 78l(g) and 80a-3(c)(1).
library MostHolders {
    /// @dev Called only where the receiver becomes a holder.
    /// @param before Holders counted before the movement.
    /// @param leaving How many of them leave with it.
    function judge(
        Rule rule,
        uint256 before,
        uint256 leaving
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        limit = rule.limit();
        if (leaving != 0) return (false, before, limit);
        measured = before + 1;
        refused = measured > limit;
    }
}
