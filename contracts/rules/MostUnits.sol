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
}
