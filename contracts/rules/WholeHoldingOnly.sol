// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A sender keeps nothing. Measured: units left after the movement, over all wallets. Limit: 0.
/// @dev Made for interests that an issuer's documents let be transferred undivided only.
library WholeHoldingOnly {
    function judge(uint256 holdingAfter) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = holdingAfter;
        limit = 0;
        refused = measured != 0;
    }
}
