// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rule} from "../types/Rule.sol";

/// @notice At least `limit` holders are counted after the movement, as `Counting` counts them. Inclusive.
/// @dev Judged only if this rule's own count falls: who gives its place to a holder of the same cell passes. Made for issuers whose listing or
/// tax status asks for a number of holders. It speaks of the manner of leaving: an exit may be refused by it.
library FewestHolders {
    /// @dev Called only where the sender ceases to be a holder.
    /// @param before Holders counted before the movement, the sender among them.
    /// @param coming How many come with it.
    function judge(
        Rule rule,
        uint256 before,
        uint256 coming
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        limit = rule.limit();
        if (coming != 0) return (false, before, limit);
        measured = before - 1; // fits: the sender is counted
        refused = measured < limit;
    }
}
