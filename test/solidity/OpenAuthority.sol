// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Lets everybody do everything at once: for tests that are not about who may.
contract OpenAuthority {
    function canCall(address, address, bytes4) external pure returns (bool immediate, uint32 delay) {
        return (true, 0);
    }
}
