// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rule} from "../types/Rule.sol";

/// @notice A receiver holds, over all wallets and after the movement, at most the limit. Token units, inclusive.
/// @dev Made for caps in an issuer's own documents. It judges increases only: a holding above it stays, and may leave.
library MostUnits {
    function judge(
        Rule rule,
        uint256 holdingAfter
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = holdingAfter;
        limit = rule.limit();
        refused = measured > limit;
    }

    /// @notice Which amounts pass, from 1 on. `most` below `least`: none.
    /// @param holding Before the movement.
    function room(Rule rule, uint256 holding) internal pure returns (uint256 least, uint256 most) {
        unchecked {
            uint256 limit = rule.limit();
            return (1, limit > holding ? limit - holding : 0);
        }
    }
}
