// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LotField} from "./Kinds.sol";

/// @notice Units of one investor that were acquired on one day from one origin.
/// @dev One word, low bits first. All zero: there is none. The words of an investor's lots lie from slot 0 on, ascending by day, then origin.
///
/// | bits    | field  | meaning                                                                      |
/// | ------- | ------ | ---------------------------------------------------------------------------- |
/// | 0-111   | units  | token units, over all wallets                                                |
/// | 112-114 | origin | under which exemption the issuer sold them, 0 to 6; 0: it was not said       |
/// | 115-130 | day    | on which they were acquired and paid for, days since 1970-01-01, UTC         |
type Lot is uint256;

using LotLibrary for Lot global;

library LotLibrary {
    /// @dev `itsUnits` is below 2**112, `itsOrigin` below 7, and `itsDay` below 2**16, which ends in 2149.
    function make(uint256 itsDay, uint256 itsOrigin, uint256 itsUnits) internal pure returns (Lot) {
        return
            Lot.wrap(
                (itsDay << LotField.DAY_OFFSET) |
                    (itsOrigin << LotField.ORIGIN_OFFSET) |
                    (itsUnits << LotField.UNITS_OFFSET)
            );
    }

    function units(Lot lot) internal pure returns (uint256) {
        return (Lot.unwrap(lot) >> LotField.UNITS_OFFSET) & LotField.UNITS_MASK;
    }

    function origin(Lot lot) internal pure returns (uint256) {
        return (Lot.unwrap(lot) >> LotField.ORIGIN_OFFSET) & LotField.ORIGIN_MASK;
    }

    function day(Lot lot) internal pure returns (uint256) {
        return (Lot.unwrap(lot) >> LotField.DAY_OFFSET) & LotField.DAY_MASK;
    }

    /// @notice Day and origin in one number: lots of an investor ascend by it, and two of the same one are one lot.
    function key(Lot lot) internal pure returns (uint256) {
        return Lot.unwrap(lot) >> LotField.ORIGIN_OFFSET;
    }

    function withUnits(Lot lot, uint256 itsUnits) internal pure returns (Lot) {
        return Lot.wrap((Lot.unwrap(lot) & ~(LotField.UNITS_MASK << LotField.UNITS_OFFSET)) | itsUnits);
    }
}
