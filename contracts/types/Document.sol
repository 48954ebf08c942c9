// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A document of a token.
/// @param modified When it was set last, unix seconds; zero: there is none.
struct Document {
    string uri;
    bytes32 documentHash;
    uint256 modified;
}
