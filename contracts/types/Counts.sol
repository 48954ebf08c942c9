// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Holders per lane: of one country, or of all.
/// @dev One word, low bits first: lane i lies in bits 32·i to 32·i + 31. A registry has fewer than 2**32 investors, so no lane overflows.
type Counts is uint256;

using CountsLibrary for Counts global;

library CountsLibrary {
    /// @dev One in each lane, and one in each of the places that a bit of a mask is multiplied to on its way there.
    uint256 private constant ONES = 0x0000000100000001000000010000000100000001000000010000000100000001;
    uint256 private constant SPREAD =
        (1 << 217) | (1 << 186) | (1 << 155) | (1 << 124) | (1 << 93) | (1 << 62) | (1 << 31) | 1;
    uint256 private constant LANE = 0xFFFFFFFF;

    /// @notice Holders in the lanes of `mask`, 8 bits; 0 stands for all eight.
    /// @dev Multiplied by SPREAD, bit i of the mask lands on bit 32·i, among others that are cut away: i + 31·j = 32·k only for i = j = k.
    /// Multiplied by ONES, the highest lane becomes the sum of all: no sum overflows its lane, since all holders are fewer than 2**32.
    function sum(Counts counts, uint256 mask) internal pure returns (uint256 holders) {
        unchecked {
            uint256 word = Counts.unwrap(counts);
            if (mask != 0) word &= ((mask * SPREAD) & ONES) * LANE;
            return (word * ONES) >> 224; // wraps on purpose: what lies above the highest lane is of no interest
        }
    }

    function plusOne(Counts counts, uint256 lane) internal pure returns (Counts) {
        unchecked {
            return Counts.wrap(Counts.unwrap(counts) + (1 << (32 * lane))); // fits: holders <= investors < 2**32
        }
    }

    /// @dev Called only for an investor whose holder bit is set, who was therefore counted in this lane.
    function minusOne(Counts counts, uint256 lane) internal pure returns (Counts) {
        unchecked {
            return Counts.wrap(Counts.unwrap(counts) - (1 << (32 * lane))); // fits: at least this holder is counted
        }
    }

    /// @dev Lane by lane. The caller knows that no lane of `other` is above this one's.
    function minus(Counts counts, Counts other) internal pure returns (Counts) {
        unchecked {
            return Counts.wrap(Counts.unwrap(counts) - Counts.unwrap(other));
        }
    }
}
