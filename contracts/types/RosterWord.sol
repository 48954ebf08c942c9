// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ProductBits, RosterField, RosterSlot} from "./PositionKinds.sol";

/// @notice What one product of a page counts.
/// @dev 48 bits, low bits first; what lies above them is another entry and nobody's.
///
/// | bits  | field | meaning                                   |
/// | ----- | ----- | ----------------------------------------- |
/// | 0-31  | ratio | millionths of a contract for one lot      |
/// | 32-43 | month | months since January 1970; 0: of none     |
/// | 44-47 | bits  | of `ProductBits`                          |
type RosterEntry is uint256;

/// @notice The products of a page.
/// @dev One word: five entries from bit 0 on, and from bit 240 on how many there are.
type RosterWord is uint256;

using RosterEntryLibrary for RosterEntry global;
using RosterWordLibrary for RosterWord global;

library RosterEntryLibrary {
    function make(uint32 itsRatio, uint16 itsMonth, uint256 itsBits) internal pure returns (RosterEntry) {
        return
            RosterEntry.wrap(
                (uint256(itsRatio) << RosterSlot.RATIO_OFFSET) |
                    (uint256(itsMonth) << RosterSlot.MONTH_OFFSET) |
                    (itsBits << RosterSlot.BITS_OFFSET)
            );
    }

    function ratio(RosterEntry entry) internal pure returns (uint256) {
        return (RosterEntry.unwrap(entry) >> RosterSlot.RATIO_OFFSET) & RosterSlot.RATIO_MASK;
    }

    function month(RosterEntry entry) internal pure returns (uint256) {
        return (RosterEntry.unwrap(entry) >> RosterSlot.MONTH_OFFSET) & RosterSlot.MONTH_MASK;
    }

    function bits(RosterEntry entry) internal pure returns (uint256) {
        return (RosterEntry.unwrap(entry) >> RosterSlot.BITS_OFFSET) & RosterSlot.BITS_MASK;
    }

    function isShort(RosterEntry entry) internal pure returns (bool) {
        return entry.bits() & ProductBits.SHORT != 0;
    }

    function isCash(RosterEntry entry) internal pure returns (bool) {
        return entry.bits() & ProductBits.CASH != 0;
    }

    function isSpot(RosterEntry entry) internal pure returns (bool) {
        return entry.bits() & ProductBits.SPOT != 0;
    }

    function isClosed(RosterEntry entry) internal pure returns (bool) {
        return entry.bits() & ProductBits.CLOSED != 0;
    }

    /// @notice Whether it counts, where units of the underlying itself do, or do not.
    function counts(RosterEntry entry, bool countsSpot) internal pure returns (bool) {
        return entry.bits() & (countsSpot ? ProductBits.CLOSED : ProductBits.CLOSED | ProductBits.SPOT) == 0;
    }
}

library RosterWordLibrary {
    function entryAt(RosterWord word, uint256 slot) internal pure returns (RosterEntry) {
        uint256 mask = (1 << RosterSlot.BITS) - 1;
        return RosterEntry.wrap((RosterWord.unwrap(word) >> (slot * RosterSlot.BITS)) & mask);
    }

    function withEntry(RosterWord word, uint256 slot, RosterEntry entry) internal pure returns (RosterWord) {
        uint256 shift = slot * RosterSlot.BITS;
        uint256 mask = ((1 << RosterSlot.BITS) - 1) << shift;
        return RosterWord.wrap((RosterWord.unwrap(word) & ~mask) | (RosterEntry.unwrap(entry) << shift));
    }

    function count(RosterWord word) internal pure returns (uint256) {
        return RosterWord.unwrap(word) >> RosterField.COUNT_OFFSET;
    }

    function withCount(RosterWord word, uint256 newCount) internal pure returns (RosterWord) {
        return
            RosterWord.wrap(
                (RosterWord.unwrap(word) & RosterField.SLOTS_MASK) | (newCount << RosterField.COUNT_OFFSET)
            );
    }
}
