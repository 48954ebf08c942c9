// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Since when a token keeps lots. It never ceases to: a clock that was lost could not be found again.
/// @param startDay Days since 1970-01-01, UTC: units whose lots nobody brought count as acquired on it.
/// @param complete Whether a program that judges lots may take effect: nobody held units, or the transfer agent has said that all lots are in.
struct Metering {
    uint32 startDay;
    bool complete;
}
