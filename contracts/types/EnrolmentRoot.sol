// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A register that was published as one hash: anybody may claim an investor of it until then.
/// @dev One slot, low bits first:
/// | 0-63    | first   | lowest reserved number; above 0                            |
/// | 64-95   | count   | how many numbers are reserved, from `first`                |
/// | 96-143  | until   | claims pass while now < until; unix seconds; 0: no root    |
/// | 144-151 | revoked | 1: nothing is claimed any more                             |
struct EnrolmentRoot {
    uint64 first;
    uint32 count;
    uint48 until;
    bool revoked;
}
