// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LegField} from "./LeverageKinds.sol";

/// @notice What an investor holds of one product class at one venue.
/// @dev One word, low bits first. The words of an account's legs lie from slot 0 on, ascending by class.
///
/// | bits    | field    | meaning                                          |
/// | ------- | -------- | ------------------------------------------------ |
/// | 0-15    | class    | product class, from 1                            |
/// | 16-127  | quantity | in the class's own unit, two's complement; not 0 |
/// | 128-183 | notional | cents, at the report's prices, rounded up        |
type LegWord is uint256;

using LegWordLibrary for LegWord global;

library LegWordLibrary {
    /// @dev `itsNotional` is below 2**56.
    function make(uint16 itsClass, int112 itsQuantity, uint256 itsNotional) internal pure returns (LegWord) {
        return
            LegWord.wrap(
                itsClass |
                    (uint256(uint112(itsQuantity)) << LegField.QUANTITY_OFFSET) |
                    (itsNotional << LegField.NOTIONAL_OFFSET)
            );
    }

    function class(LegWord leg) internal pure returns (uint16) {
        return uint16(LegWord.unwrap(leg));
    }

    function quantity(LegWord leg) internal pure returns (int112) {
        return int112(uint112(LegWord.unwrap(leg) >> LegField.QUANTITY_OFFSET));
    }

    function notional(LegWord leg) internal pure returns (uint256) {
        return (LegWord.unwrap(leg) >> LegField.NOTIONAL_OFFSET) & LegField.NOTIONAL_MASK;
    }
}
