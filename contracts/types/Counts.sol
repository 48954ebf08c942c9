// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Holders per lane: of one country, or of all.
/// @dev One word, low bits first: lane i lies in bits 32·i to 32·i + 31. A registry has fewer than 2**32 investors, so no lane overflows.
type Counts is uint256;

using CountsLibrary for Counts global;

library CountsLibrary {
    uint256 private constant ALL_LANES = 8;

    /// @notice Holders in the lanes of `mask`; 0 stands for all eight.
    function sum(Counts counts, uint256 mask) internal pure returns (uint256 holders) {
        if (mask == 0) mask = 0xFF;
        uint256 word = Counts.unwrap(counts);
        for (uint256 lane = 0; lane < ALL_LANES; ++lane) {
            if ((mask >> lane) & 1 != 0) holders += uint32(word >> (32 * lane));
        }
    }

    function plusOne(Counts counts, uint256 lane) internal pure returns (Counts) {
        return Counts.wrap(Counts.unwrap(counts) + (1 << (32 * lane))); // fits: holders <= investors < 2**32
    }

    /// @dev Called only for an investor whose holder bit is set, who was therefore counted in this lane.
    function minusOne(Counts counts, uint256 lane) internal pure returns (Counts) {
        return Counts.wrap(Counts.unwrap(counts) - (1 << (32 * lane)));
    }
}
