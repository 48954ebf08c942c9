// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PositionBounds, UnderlyingBits, UnderlyingField} from "./PositionKinds.sol";

/// @notice What every movement reads of an underlying.
/// @dev One word, low bits first.
///
/// | bits    | field               | meaning                                                             |
/// | ------- | ------------------- | ------------------------------------------------------------------- |
/// | 0-95    | pages               | four numbers of 24 bits; 0: none                                     |
/// | 96-127  | allMonths           | limit, contracts; 2**32 - 1: none                                    |
/// | 128-159 | accountability      | level for all months, contracts; 2**32 - 1: none                     |
/// | 160-191 | monthAccountability | level for a single month, likewise                                  |
/// | 192-199 | bits                | of `UnderlyingBits`                                                 |
/// | 200-223 | generation          | counts statements of closures                                       |
type UnderlyingWord is uint256;

using UnderlyingWordLibrary for UnderlyingWord global;

library UnderlyingWordLibrary {
    function pageAt(UnderlyingWord word, uint256 index) internal pure returns (uint24) {
        return uint24(UnderlyingWord.unwrap(word) >> (index * UnderlyingField.PAGE_BITS));
    }

    /// @notice The pages as they lie in the word, above them nothing.
    function pages(UnderlyingWord word) internal pure returns (uint256) {
        return UnderlyingWord.unwrap(word) & UnderlyingField.PAGES_MASK;
    }

    function withPage(UnderlyingWord word, uint256 index, uint24 page) internal pure returns (UnderlyingWord) {
        uint256 shift = index * UnderlyingField.PAGE_BITS;
        uint256 mask = UnderlyingField.PAGE_MASK << shift;
        return UnderlyingWord.wrap((UnderlyingWord.unwrap(word) & ~mask) | (uint256(page) << shift));
    }

    /// @return index Of the page; `PositionBounds.MOST_PAGES`: it is none of them.
    function indexOf(UnderlyingWord word, uint24 page) internal pure returns (uint256 index) {
        while (index < PositionBounds.MOST_PAGES && word.pageAt(index) != page) ++index;
    }

    function allMonths(UnderlyingWord word) internal pure returns (uint32) {
        return uint32(UnderlyingWord.unwrap(word) >> UnderlyingField.ALL_MONTHS_OFFSET);
    }

    function accountability(UnderlyingWord word) internal pure returns (uint32) {
        return uint32(UnderlyingWord.unwrap(word) >> UnderlyingField.ACCOUNTABILITY_OFFSET);
    }

    function monthAccountability(UnderlyingWord word) internal pure returns (uint32) {
        return uint32(UnderlyingWord.unwrap(word) >> UnderlyingField.MONTH_ACCOUNTABILITY_OFFSET);
    }

    /// @notice Whether there is a level of accountability, of either sort.
    function hasLevels(UnderlyingWord word) internal pure returns (bool) {
        return uint64(UnderlyingWord.unwrap(word) >> UnderlyingField.ACCOUNTABILITY_OFFSET) != type(uint64).max;
    }

    /// @param bit One of `UnderlyingBits`.
    function has(UnderlyingWord word, uint256 bit) internal pure returns (bool) {
        return (UnderlyingWord.unwrap(word) >> UnderlyingField.BITS_OFFSET) & bit != 0;
    }

    function generation(UnderlyingWord word) internal pure returns (uint256) {
        return UnderlyingWord.unwrap(word) >> UnderlyingField.GENERATION_OFFSET;
    }

    /// @dev The generation is not the last one.
    function nextGeneration(UnderlyingWord word) internal pure returns (UnderlyingWord) {
        return UnderlyingWord.wrap(UnderlyingWord.unwrap(word) + (uint256(1) << UnderlyingField.GENERATION_OFFSET));
    }

    /// @notice With limits, levels and bits; the pages and the generation stay, and whether there are orders.
    function withTerms(
        UnderlyingWord word,
        uint32 itsAllMonths,
        uint32 itsAccountability,
        uint32 itsMonthAccountability,
        uint256 itsBits
    ) internal pure returns (UnderlyingWord) {
        if (word.has(UnderlyingBits.ORDERED)) itsBits |= UnderlyingBits.ORDERED;
        return
            UnderlyingWord.wrap(
                word.pages() |
                    (word.generation() << UnderlyingField.GENERATION_OFFSET) |
                    (uint256(itsAllMonths) << UnderlyingField.ALL_MONTHS_OFFSET) |
                    (uint256(itsAccountability) << UnderlyingField.ACCOUNTABILITY_OFFSET) |
                    (uint256(itsMonthAccountability) << UnderlyingField.MONTH_ACCOUNTABILITY_OFFSET) |
                    (itsBits << UnderlyingField.BITS_OFFSET)
            );
    }

    function withOrders(UnderlyingWord word) internal pure returns (UnderlyingWord) {
        return
            UnderlyingWord.wrap(UnderlyingWord.unwrap(word) | (UnderlyingBits.ORDERED << UnderlyingField.BITS_OFFSET));
    }
}
