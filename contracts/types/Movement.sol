// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What is asked: move `amount` units of `token`.
/// @param kind One of `Movements`.
/// @param spender Zero: the holder calls (`transfer`). Otherwise who calls `transferFrom`, also when it is the holder.
/// @param from Ignored where the kind has no sender (mint).
/// @param to Ignored where the kind has no receiver (burn).
/// @param amount Token units.
struct Movement {
    uint8 kind;
    address token;
    address spender;
    address from;
    address to;
    uint256 amount;
}
