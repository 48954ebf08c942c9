// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

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
}
