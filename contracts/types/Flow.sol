// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FlowField, Shape} from "./Kinds.sol";

/// @notice What passed a meter on one day.
/// @dev Half a word, low bits first. All zero: there is none. The flows of a subject lie from the lower half of slot 0 on, two a slot, ascending by day.
///
/// | bits    | field | meaning                                                                  |
/// | ------- | ----- | ------------------------------------------------------------------------ |
/// | 0-111   | units | token units, or purchasers; what is more than fits counts as the largest |
/// | 112-127 | day   | days since 1970-01-01, UTC, below 2**16, which ends in 2149              |
type Flow is uint128;

using FlowLibrary for Flow global;

library FlowLibrary {
    /// @dev `itsDay` is below 2**16.
    function make(uint256 itsDay, uint256 itsUnits) internal pure returns (Flow) {
        if (itsUnits > Shape.MOST_UNITS) itsUnits = Shape.MOST_UNITS;
        return Flow.wrap(uint128((itsDay << FlowField.DAY_OFFSET) | (itsUnits << FlowField.UNITS_OFFSET)));
    }

    function units(Flow flow) internal pure returns (uint256) {
        return (Flow.unwrap(flow) >> FlowField.UNITS_OFFSET) & FlowField.UNITS_MASK;
    }

    function day(Flow flow) internal pure returns (uint256) {
        return (Flow.unwrap(flow) >> FlowField.DAY_OFFSET) & FlowField.DAY_MASK;
    }
}
