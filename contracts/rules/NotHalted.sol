// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Trading of the token does not stand still.
/// @dev Measured: 1 while it does. Limit: 0. Made for the halt that a venue mirrors from the primary market of a security (SEC order 34-106402, II.H).
library NotHalted {
    function judge(bool halted) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        if (halted) return (true, 1, 0);
    }
}
