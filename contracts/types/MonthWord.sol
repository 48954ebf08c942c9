// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MonthField, PositionBounds} from "./PositionKinds.sol";

/// @notice Limits of one month. All zero: none was ever set.
/// @dev One word, low bits first.
///
/// | bits    | field  | meaning                                                                                       |
/// | ------- | ------ | --------------------------------------------------------------------------------------------- |
/// | 0-31    | single | limit of the month at any time, contracts, plus one; 0: none                                    |
/// | 32-247  | steps  | three of 72 bits: limit in the spot month, contracts; from when on, unix seconds, 40 bits; 0: no step |
/// | 248-255 | apart  | 1: in the spot month physical and cash settlement are measured apart                           |
type MonthWord is uint256;

using MonthWordLibrary for MonthWord global;

library MonthWordLibrary {
    uint256 private constant STEP_BITS = MonthField.SECOND_LIMIT_OFFSET - MonthField.FIRST_LIMIT_OFFSET;
    uint256 private constant FROM_SHIFT = MonthField.FIRST_FROM_OFFSET - MonthField.FIRST_LIMIT_OFFSET;

    /// @return limit Contracts; `PositionBounds.NO_LIMIT`: none.
    function single(MonthWord word) internal pure returns (uint256 limit) {
        unchecked {
            return (MonthWord.unwrap(word) - 1) & MonthField.SINGLE_MASK;
        }
    }

    function withSingle(MonthWord word, uint32 limit) internal pure returns (MonthWord) {
        unchecked {
            uint256 kept = MonthWord.unwrap(word) & ~MonthField.SINGLE_MASK;
            return MonthWord.wrap(kept | uint32(limit + 1)); // no limit: 0
        }
    }

    /// @return from Unix seconds; 0: there is no such step. limit: contracts.
    function stepAt(MonthWord word, uint256 index) internal pure returns (uint40 from, uint32 limit) {
        uint256 step = MonthWord.unwrap(word) >> (MonthField.FIRST_LIMIT_OFFSET + index * STEP_BITS);
        return (uint40(step >> FROM_SHIFT), uint32(step));
    }

    function withStep(MonthWord word, uint256 index, uint40 from, uint32 limit) internal pure returns (MonthWord) {
        uint256 step = (uint256(from) << FROM_SHIFT) | limit;
        uint256 shift = MonthField.FIRST_LIMIT_OFFSET + index * STEP_BITS;
        return MonthWord.wrap(MonthWord.unwrap(word) | (step << shift)); // the step was empty
    }

    /// @notice Of the last step that has begun. They ascend by time.
    /// @return limit Contracts; `PositionBounds.NO_LIMIT`: none has.
    function spot(MonthWord word, uint256 time) internal pure returns (uint256 limit) {
        unchecked {
            for (uint256 shift = MonthField.THIRD_LIMIT_OFFSET; ; shift -= STEP_BITS) {
                uint256 step = MonthWord.unwrap(word) >> shift;
                uint256 from = (step >> FROM_SHIFT) & MonthField.FIRST_FROM_MASK;
                if (from != 0 && from <= time) return step & MonthField.FIRST_LIMIT_MASK;
                if (shift == MonthField.FIRST_LIMIT_OFFSET) return PositionBounds.NO_LIMIT;
            }
        }
    }

    function isApart(MonthWord word) internal pure returns (bool) {
        return MonthWord.unwrap(word) >> MonthField.APART_OFFSET != 0;
    }

    function withApart(MonthWord word) internal pure returns (MonthWord) {
        return MonthWord.wrap(MonthWord.unwrap(word) | (uint256(1) << MonthField.APART_OFFSET));
    }
}
