// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PositionBounds, ProductField} from "./PositionKinds.sol";
import {RosterEntry} from "./RosterWord.sol";

/// @notice Where a token is counted.
/// @dev One word, low bits first. All zero: the book does not know the token.
///
/// | bits   | field      | meaning                             |
/// | ------ | ---------- | ----------------------------------- |
/// | 0-31   | underlying | its number, from 1                  |
/// | 32-55  | page       | number of the page, from 1          |
/// | 56-63  | slot       | place in the page, from 0           |
/// | 64-175 | lot        | token units of one lot, from 1      |
/// | 176-223 | entry     | as in the page's roster, which need not be read for it |
type ProductWord is uint256;

using ProductWordLibrary for ProductWord global;

library ProductWordLibrary {
    function make(
        uint32 itsUnderlying,
        uint24 itsPage,
        uint256 itsSlot,
        uint112 itsLot,
        RosterEntry itsEntry
    ) internal pure returns (ProductWord) {
        return
            ProductWord.wrap(
                (uint256(itsUnderlying) << ProductField.UNDERLYING_OFFSET) |
                    (uint256(itsPage) << ProductField.PAGE_OFFSET) |
                    (itsSlot << ProductField.SLOT_OFFSET) |
                    (uint256(itsLot) << ProductField.LOT_OFFSET) |
                    (RosterEntry.unwrap(itsEntry) << ProductField.ENTRY_OFFSET)
            );
    }

    function entry(ProductWord word) internal pure returns (RosterEntry) {
        return RosterEntry.wrap(ProductWord.unwrap(word) >> ProductField.ENTRY_OFFSET);
    }

    function withEntry(ProductWord word, RosterEntry newEntry) internal pure returns (ProductWord) {
        uint256 kept = ProductWord.unwrap(word) & ((1 << ProductField.ENTRY_OFFSET) - 1);
        return ProductWord.wrap(kept | (RosterEntry.unwrap(newEntry) << ProductField.ENTRY_OFFSET));
    }

    function isKnown(ProductWord word) internal pure returns (bool) {
        return ProductWord.unwrap(word) != 0;
    }

    function underlying(ProductWord word) internal pure returns (uint32) {
        return uint32(ProductWord.unwrap(word) >> ProductField.UNDERLYING_OFFSET);
    }

    function page(ProductWord word) internal pure returns (uint24) {
        return uint24(ProductWord.unwrap(word) >> ProductField.PAGE_OFFSET);
    }

    function slot(ProductWord word) internal pure returns (uint256) {
        return (ProductWord.unwrap(word) >> ProductField.SLOT_OFFSET) & ProductField.SLOT_MASK;
    }

    function lot(ProductWord word) internal pure returns (uint256) {
        return (ProductWord.unwrap(word) >> ProductField.LOT_OFFSET) & ProductField.LOT_MASK;
    }

    /// @notice Lots of a holding: a part of one counts as a whole.
    /// @param units Of the token, below 2**116. @param one Units of a lot, as of a product: not 0.
    function lotsOf(uint256 units, uint256 one) internal pure returns (uint256 lots) {
        assembly ("memory-safe") {
            lots := div(add(units, sub(one, 1)), one)
        }
    }

    /// @notice Likewise. What is more than a book counts, counts as the most.
    function countedLotsOf(uint256 units, uint256 one) internal pure returns (uint256 lots) {
        lots = lotsOf(units, one);
        if (lots > PositionBounds.MOST_LOTS) lots = PositionBounds.MOST_LOTS;
    }
}
