// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SeedingField} from "./Kinds.sol";

/// @notice How far the import of a token has come that had holders when it was admitted.
/// @dev One word, low bits first. All zero: the token had none.
///
/// | bits    | field    | meaning                                                   |
/// | ------- | -------- | --------------------------------------------------------- |
/// | 0-111   | seeded   | token units whose wallets are in the books                |
/// | 112-223 | supply   | token units in existence, as the token said last; above 0 |
/// | 224-255 | reserved | zero                                                      |
type Seeding is uint256;

using SeedingLibrary for Seeding global;

library SeedingLibrary {
    /// @dev Both are below 2**112: what a token says above that counts as no answer.
    function make(uint256 seededUnits, uint256 supplyUnits) internal pure returns (Seeding) {
        return Seeding.wrap((seededUnits << SeedingField.SEEDED_OFFSET) | (supplyUnits << SeedingField.SUPPLY_OFFSET));
    }

    function isNone(Seeding seeding) internal pure returns (bool) {
        return Seeding.unwrap(seeding) == 0;
    }

    function seeded(Seeding seeding) internal pure returns (uint256) {
        return (Seeding.unwrap(seeding) >> SeedingField.SEEDED_OFFSET) & SeedingField.SEEDED_MASK;
    }

    function supply(Seeding seeding) internal pure returns (uint256) {
        return (Seeding.unwrap(seeding) >> SeedingField.SUPPLY_OFFSET) & SeedingField.SUPPLY_MASK;
    }
}
