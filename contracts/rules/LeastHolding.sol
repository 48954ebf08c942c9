// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A party holds after the movement either nothing or at least the limit. Token units over all wallets, inclusive.
/// @dev Made for least denominations in an issuer's own documents. A whole exit always passes.
library LeastHolding {
    function judge(
        Rule rule,
        uint256 holdingAfter
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = holdingAfter;
        limit = rule.limit();
        refused = measured != 0 && measured < limit;
    }

    /// @notice Which amounts pass, from 1 on, but for one with which the party would hold nothing. `most` below `least`: none.
    /// @param holding Before the movement.
    /// @param leaves Whether the amount leaves the holding, or comes to it.
    function room(Rule rule, uint256 holding, bool leaves) internal pure returns (uint256 least, uint256 most) {
        unchecked {
            uint256 limit = rule.limit();
            if (leaves) return (1, holding > limit ? holding - limit : 0);
            return (limit > holding ? limit - holding : 1, Shape.MOST_UNITS);
        }
    }
}
