// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice For what an attester may vouch in a registry.
/// @dev One slot, low bits first:
/// | 0-31  | mask   | evidence bits that it may set and clear, 0 to 23      |
/// | 32-39 | enrols | 1: it may also enrol investors who were never written |
struct Attester {
    uint32 mask;
    bool enrols;
}

/// @notice What was attested of an investor so far.
/// @dev One slot, low bits first:
/// | 0-63   | nonce | how many attestations were applied                  |
/// | 64-111 | asOf  | of when the last one speaks; unix seconds; 0: none  |
struct AttestationState {
    uint64 nonce;
    uint48 asOf;
}
