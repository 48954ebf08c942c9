// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LotsBits, LotsField, PositionBounds} from "./PositionKinds.sol";

/// @notice Lots of one person in the five products of a page: its own, or, of who aggregates others, all that count as its position.
/// @dev One word, low bits first.
///
/// | bits    | field      | meaning                                                                                              |
/// | ------- | ---------- | ---------------------------------------------------------------------------------------------------- |
/// | 0-209   | lots       | 42 bits for each slot; own ones are at most 2**36 - 1                                                 |
/// | 210-225 | epoch      | of own lots: number of the closure under which they were attributed; 0: there was none               |
/// | 226-249 | generation | of own lots: of the underlying, when that closure was last known to be the present one               |
/// | 250     | attributes | that closure names somebody                                                                          |
/// | 251     | aggregates | lots of others are, or were, attributed to the person                                                |
/// | 252     | joined     | of all lots: own ones are among them                                                                 |
type LotsWord is uint256;

using LotsWordLibrary for LotsWord global;

library LotsWordLibrary {
    function lotsAt(LotsWord word, uint256 slot) internal pure returns (uint256) {
        unchecked {
            return (LotsWord.unwrap(word) >> (slot * LotsField.SLOT_BITS)) & LotsField.SLOT_MASK;
        }
    }

    /// @notice All lots, as they lie in the word.
    function all(LotsWord word) internal pure returns (uint256) {
        return LotsWord.unwrap(word) & LotsField.LOTS_MASK;
    }

    function epoch(LotsWord word) internal pure returns (uint256) {
        return (LotsWord.unwrap(word) >> LotsField.EPOCH_OFFSET) & LotsField.EPOCH_MASK;
    }

    function generation(LotsWord word) internal pure returns (uint256) {
        return (LotsWord.unwrap(word) >> LotsField.GENERATION_OFFSET) & LotsField.GENERATION_MASK;
    }

    /// @param bit One of `LotsBits`.
    function has(LotsWord word, uint256 bit) internal pure returns (bool) {
        return LotsWord.unwrap(word) & (bit << LotsField.BITS_OFFSET) != 0;
    }

    /// @notice The same lots, attributed as a closure has it.
    /// @param bits Of `LotsBits`.
    function under(
        LotsWord word,
        uint256 itsEpoch,
        uint256 itsGeneration,
        uint256 bits
    ) internal pure returns (LotsWord) {
        return
            LotsWord.wrap(
                word.all() |
                    (itsEpoch << LotsField.EPOCH_OFFSET) |
                    (itsGeneration << LotsField.GENERATION_OFFSET) |
                    (bits << LotsField.BITS_OFFSET)
            );
    }

    function withJoined(LotsWord word) internal pure returns (LotsWord) {
        return LotsWord.wrap(LotsWord.unwrap(word) | (LotsBits.JOINED << LotsField.BITS_OFFSET));
    }

    /// @notice With more lots in one slot, or fewer. Of own lots, which are counted: the slot holds them.
    function moved(LotsWord word, uint256 slot, int256 lots) internal pure returns (LotsWord) {
        unchecked {
            return LotsWord.wrap(LotsWord.unwrap(word) + (uint256(lots) << (slot * LotsField.SLOT_BITS)));
        }
    }

    /// @notice Likewise, of all lots. Fewer only than there are.
    /// @return fits False: more than the slot holds.
    function plus(LotsWord word, uint256 slot, int256 lots) internal pure returns (bool fits, LotsWord) {
        unchecked {
            uint256 sum = word.lotsAt(slot) + uint256(lots);
            // What wraps around in one slot would have been negative.
            return (sum <= LotsField.SLOT_MASK, word.moved(slot, lots));
        }
    }

    /// @notice With all lots of another word in the same slots.
    /// @return fit False: some slot does not hold them.
    function plusAll(LotsWord word, LotsWord other) internal pure returns (bool fit, LotsWord sum) {
        (fit, sum) = (true, word);
        for (uint256 slot = 0; fit && slot < PositionBounds.SLOTS; ++slot) {
            (fit, sum) = sum.plus(slot, int256(other.lotsAt(slot))); // fits: 42 bits
        }
    }

    /// @notice Without all lots of another word, which are among them.
    function minusAll(LotsWord word, LotsWord other) internal pure returns (LotsWord) {
        return LotsWord.wrap(LotsWord.unwrap(word) - other.all());
    }
}
