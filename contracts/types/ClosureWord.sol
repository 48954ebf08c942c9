// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ClosureField, PositionBounds} from "./PositionKinds.sol";

/// @notice Who aggregates an investor's positions, as stated last.
/// @dev One word, low bits first. All zero: nothing was stated.
///
/// | bits    | field       | meaning                                                         |
/// | ------- | ----------- | --------------------------------------------------------------- |
/// | 0-191   | aggregators | four numbers of 48 bits, ascending, then zeros                   |
/// | 192-207 | epoch       | how often it was stated                                         |
/// | 208-215 | aggregates  | 1: positions of others are, or were, attributed to the investor  |
/// | 216-255 | asOf        | date of the graph, unix seconds                                 |
type ClosureWord is uint256;

using ClosureWordLibrary for ClosureWord global;

library ClosureWordLibrary {
    /// @return investor 0: none, and none after it.
    function aggregatorAt(ClosureWord word, uint256 index) internal pure returns (uint64 investor) {
        if (index == PositionBounds.MOST_AGGREGATORS) return 0;
        uint256 shifted = ClosureWord.unwrap(word) >> (index * ClosureField.AGGREGATOR_BITS);
        return uint64(shifted & ClosureField.AGGREGATOR_MASK);
    }

    function isAggregator(ClosureWord word, uint64 investor) internal pure returns (bool) {
        for (uint256 i = 0; i < PositionBounds.MOST_AGGREGATORS; ++i) {
            if (word.aggregatorAt(i) == investor) return true;
        }
        return false;
    }

    /// @notice Those whom it names, 48 bits each, above them nothing.
    function list(ClosureWord word) internal pure returns (uint256) {
        return ClosureWord.unwrap(word) & ClosureField.AGGREGATORS_MASK;
    }

    function hasAny(ClosureWord word) internal pure returns (bool) {
        return word.list() != 0;
    }

    function epoch(ClosureWord word) internal pure returns (uint256) {
        return (ClosureWord.unwrap(word) >> ClosureField.EPOCH_OFFSET) & ClosureField.EPOCH_MASK;
    }

    function asOf(ClosureWord word) internal pure returns (uint40) {
        return uint40(ClosureWord.unwrap(word) >> ClosureField.AS_OF_OFFSET);
    }

    function aggregates(ClosureWord word) internal pure returns (bool) {
        return (ClosureWord.unwrap(word) >> ClosureField.AGGREGATES_OFFSET) & ClosureField.AGGREGATES_MASK != 0;
    }

    function withAggregates(ClosureWord word) internal pure returns (ClosureWord) {
        return ClosureWord.wrap(ClosureWord.unwrap(word) | (uint256(1) << ClosureField.AGGREGATES_OFFSET));
    }

    /// @notice The next closure of the same investor. The aggregators ascend and fit.
    function next(
        ClosureWord word,
        uint64[] calldata itsAggregators,
        uint40 itsDate
    ) internal pure returns (ClosureWord) {
        uint256 names = 0;
        for (uint256 i = 0; i < itsAggregators.length; ++i) {
            names |= uint256(itsAggregators[i]) << (i * ClosureField.AGGREGATOR_BITS);
        }
        uint256 kept = ClosureWord.unwrap(word) & (ClosureField.AGGREGATES_MASK << ClosureField.AGGREGATES_OFFSET);
        return
            ClosureWord.wrap(
                kept |
                    names |
                    ((word.epoch() + 1) << ClosureField.EPOCH_OFFSET) |
                    (uint256(itsDate) << ClosureField.AS_OF_OFFSET)
            );
    }
}
