// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LotsField, PositionBounds} from "./PositionKinds.sol";

/// @notice Lots of one person in the five products of a page: own ones, or those attributed to it.
/// @dev One word, low bits first.
///
/// | bits    | field | meaning                                                                                     |
/// | ------- | ----- | ------------------------------------------------------------------------------------------- |
/// | 0-239   | lots  | 48 bits for each slot; own ones are at most 2**40 - 1                                        |
/// | 240-255 | epoch | of own lots: number of the closure under which they were attributed; 0: there was none      |
type LotsWord is uint256;

using LotsWordLibrary for LotsWord global;

library LotsWordLibrary {
    function lotsAt(LotsWord word, uint256 slot) internal pure returns (uint256) {
        return (LotsWord.unwrap(word) >> (slot * LotsField.SLOT_BITS)) & LotsField.SLOT_MASK;
    }

    /// @notice All lots, as they lie in the word.
    function all(LotsWord word) internal pure returns (uint256) {
        return LotsWord.unwrap(word) & LotsField.LOTS_MASK;
    }

    function epoch(LotsWord word) internal pure returns (uint256) {
        return LotsWord.unwrap(word) >> LotsField.EPOCH_OFFSET;
    }

    function withEpoch(LotsWord word, uint256 newEpoch) internal pure returns (LotsWord) {
        return LotsWord.wrap(word.all() | (newEpoch << LotsField.EPOCH_OFFSET));
    }

    /// @notice With more lots in one slot, or fewer.
    /// @dev Fewer only than there are: own lots are taken away from what was counted, and attributed ones from what was attributed.
    /// @return fits False: more than the slot holds.
    function plus(LotsWord word, uint256 slot, int256 lots) internal pure returns (bool fits, LotsWord) {
        unchecked {
            uint256 sum = uint256(int256(word.lotsAt(slot)) + lots);
            if (sum > LotsField.SLOT_MASK) return (false, word);
            // What wraps around in one slot would have been negative.
            return (true, LotsWord.wrap(LotsWord.unwrap(word) + (uint256(lots) << (slot * LotsField.SLOT_BITS))));
        }
    }

    /// @notice With all lots of another word in the same slots.
    /// @return slot The first that does not hold them; `PositionBounds.SLOTS`: all do.
    function plusAll(LotsWord word, LotsWord other) internal pure returns (uint256 slot, LotsWord sum) {
        sum = word;
        for (; slot < PositionBounds.SLOTS; ++slot) {
            bool fits;
            (fits, sum) = sum.plus(slot, int256(other.lotsAt(slot))); // fits: 48 bits
            if (!fits) break;
        }
    }

    /// @notice Without all lots of another word, which are among them.
    function minusAll(LotsWord word, LotsWord other) internal pure returns (LotsWord) {
        return LotsWord.wrap(LotsWord.unwrap(word) - other.all());
    }
}
