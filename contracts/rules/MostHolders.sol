// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Counts} from "../types/Counts.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice At most `limit` holders are counted after the movement: in the rule's lanes, in all countries or in the receiver's own. Inclusive.
/// @dev Judged only if this rule's own count rises: who takes the place of a holder of the same cell passes. A number that must stay below n
/// is written as n - 1. Made for limits that issuers set so as to stay below 15 USC 78l(g) and 80a-3(c)(1).
library MostHolders {
    /// @dev Called only where the receiver becomes a holder.
    /// @param counts Holders before the movement: of the receiver's country if the rule counts each country by itself, otherwise of all.
    /// @param ceases The sender ceases to be one, and is counted in `counts`.
    function judge(
        Rule rule,
        Counts counts,
        Record sender,
        bool ceases
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        uint256 lanes = rule.lanes();
        limit = rule.limit();
        // The receiver is in the rule's lanes, or else it would not bind.
        bool sameCell = ceases && (lanes == 0 || (lanes >> sender.lane()) & 1 != 0);
        if (sameCell) return (false, 0, limit);
        measured = counts.sum(lanes) + 1;
        refused = measured > limit;
    }
}
