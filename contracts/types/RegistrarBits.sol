// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Which bits of a registry's records an account may write by itself.
/// @dev One slot, low bits first:
/// | 0-31  | statuses | evidence and role bits that it may set and clear |
/// | 32-39 | states   | bits of `States` that it may set and clear       |
struct RegistrarBits {
    uint32 statuses;
    uint8 states;
}
