// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "./Kinds.sol";
import {MarginRowField, MarginTimesField} from "./LeverageKinds.sol";

/// @notice What a table asks of a product class and tier, as far as each report reads it.
/// @dev One word, low bits first; ratios in basis points. All zero: there is no row.
///
/// | bits    | field       | meaning                                                       |
/// | ------- | ----------- | ------------------------------------------------------------- |
/// | 0-15    | initial     | of notional                                                   |
/// | 16-31   | maintenance | likewise                                                      |
/// | 32-47   | cure        | likewise                                                      |
/// | 48-63   | closeOut    | likewise                                                      |
/// | 64-95   | leverageCap | of net equity over all venues; 0: none                        |
/// | 96-151  | absoluteCap | cents of notional over all venues; 0: none                    |
/// | 152     | banned      | no increase                                                   |
/// | 153     | longOnly    | no short quantity                                             |
/// | 154-155 | binding     | a number of `Bindings`                                        |
/// | 156     | listed      | 1: there is a row                                             |
/// | 160-207 | nextFrom    | when another row takes its place, unix seconds; 0: none waits |
type MarginRowWord is uint256;

/// @notice The times of a row: staleHaircut 0-15, basis points; cureTime 16-47, notice 48-79, grace 80-111, seconds.
type MarginTimesWord is uint256;

using MarginRowWordLibrary for MarginRowWord global;
using MarginTimesWordLibrary for MarginTimesWord global;

library MarginRowWordLibrary {
    uint256 private constant NEXT_MASK = MarginRowField.NEXT_FROM_MASK << MarginRowField.NEXT_FROM_OFFSET;

    function isListed(MarginRowWord row) internal pure returns (bool) {
        return (MarginRowWord.unwrap(row) >> MarginRowField.LISTED_OFFSET) & 1 != 0;
    }

    function isBanned(MarginRowWord row) internal pure returns (bool) {
        return (MarginRowWord.unwrap(row) >> MarginRowField.BANNED_OFFSET) & 1 != 0;
    }

    function isLongOnly(MarginRowWord row) internal pure returns (bool) {
        return (MarginRowWord.unwrap(row) >> MarginRowField.LONG_ONLY_OFFSET) & 1 != 0;
    }

    function binding(MarginRowWord row) internal pure returns (uint8) {
        return uint8((MarginRowWord.unwrap(row) >> MarginRowField.BINDING_OFFSET) & MarginRowField.BINDING_MASK);
    }

    function leverageCap(MarginRowWord row) internal pure returns (uint256) {
        return (MarginRowWord.unwrap(row) >> MarginRowField.LEVERAGE_CAP_OFFSET) & MarginRowField.LEVERAGE_CAP_MASK;
    }

    function absoluteCap(MarginRowWord row) internal pure returns (uint256) {
        return (MarginRowWord.unwrap(row) >> MarginRowField.ABSOLUTE_CAP_OFFSET) & MarginRowField.ABSOLUTE_CAP_MASK;
    }

    function nextFrom(MarginRowWord row) internal pure returns (uint48) {
        return uint48(MarginRowWord.unwrap(row) >> MarginRowField.NEXT_FROM_OFFSET);
    }

    function withNextFrom(MarginRowWord row, uint48 from) internal pure returns (MarginRowWord) {
        return
            MarginRowWord.wrap(
                (MarginRowWord.unwrap(row) & ~NEXT_MASK) | (uint256(from) << MarginRowField.NEXT_FROM_OFFSET)
            );
    }

    /// @notice One of its four ratios, by the field's offset.
    function ratio(MarginRowWord row, uint256 offset) internal pure returns (uint256) {
        return (MarginRowWord.unwrap(row) >> offset) & type(uint16).max;
    }

    /// @notice What a ratio asks of notional, cents, rounded up. Of a class without a row: all of it.
    function levelUp(MarginRowWord row, uint256 offset, uint256 notional) internal pure returns (uint256) {
        if (!row.isListed()) return notional;
        return (notional * row.ratio(offset) + Shape.BASIS_POINTS - 1) / Shape.BASIS_POINTS;
    }
}

library MarginTimesWordLibrary {
    function staleHaircut(MarginTimesWord times) internal pure returns (uint16) {
        return uint16(MarginTimesWord.unwrap(times));
    }

    function cureTime(MarginTimesWord times) internal pure returns (uint32) {
        return uint32(MarginTimesWord.unwrap(times) >> MarginTimesField.CURE_TIME_OFFSET);
    }

    function notice(MarginTimesWord times) internal pure returns (uint32) {
        return uint32(MarginTimesWord.unwrap(times) >> MarginTimesField.NOTICE_OFFSET);
    }

    function grace(MarginTimesWord times) internal pure returns (uint32) {
        return uint32(MarginTimesWord.unwrap(times) >> MarginTimesField.GRACE_OFFSET);
    }
}
