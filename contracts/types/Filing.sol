// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The document that orders one coming forced movement, and who filed it.
struct Filing {
    bytes32 instrument;
    address filer;
}
