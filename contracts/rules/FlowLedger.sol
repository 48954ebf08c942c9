// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Flow, FlowLibrary} from "../types/Flow.sol";

/// @notice The ledger of flows. Lists ascend by day, each day once.
library FlowLedger {
    /// @notice Units from the day `first` on.
    function sumFrom(Flow[] memory flows, uint256 first) internal pure returns (uint256 sum) {
        unchecked {
            for (uint256 i = flows.length; i != 0 && flows[i - 1].day() >= first; --i) {
                sum += flows[i - 1].units(); // fits: at most 9 numbers of 112 bits
            }
        }
    }

    /// @notice The flows from the day `first` on, in place of the list.
    function dropBefore(Flow[] memory flows, uint256 first) internal pure {
        unchecked {
            uint256 gone = 0;
            while (gone < flows.length && flows[gone].day() < first) ++gone;
            if (gone == 0) return;
            uint256 left = flows.length - gone;
            for (uint256 i = 0; i < left; ++i) flows[i] = flows[i + gone];
            _cut(flows, left);
        }
    }

    /// @notice The flows with `units` more on `day`.
    function add(Flow[] memory flows, uint256 day, uint256 units) internal pure returns (Flow[] memory more) {
        unchecked {
            uint256 place = flows.length;
            while (place != 0 && flows[place - 1].day() >= day) --place;
            if (place < flows.length && flows[place].day() == day) {
                flows[place] = FlowLibrary.make(day, flows[place].units() + units); // fits: two numbers below 2**113
                return flows;
            }
            more = new Flow[](flows.length + 1);
            for (uint256 i = 0; i < flows.length; ++i) more[i < place ? i : i + 1] = flows[i];
            more[place] = FlowLibrary.make(day, units);
        }
    }

    /// @notice Takes one purchaser off, who bought on `day`: off the first day from then on that has any. Folding has moved it to no earlier one.
    function takeOne(Flow[] memory flows, uint256 day) internal pure {
        unchecked {
            uint256 place = 0;
            while (place < flows.length && flows[place].day() < day) ++place;
            if (place == flows.length) return;
            uint256 left = flows[place].units() - 1; // fits: none is empty
            flows[place] = FlowLibrary.make(flows[place].day(), left);
            if (left != 0) return;
            for (; place + 1 < flows.length; ++place) flows[place] = flows[place + 1];
            _cut(flows, flows.length - 1);
        }
    }

    /// @notice Two lists together.
    function join(Flow[] memory flows, Flow[] memory more) internal pure returns (Flow[] memory joined) {
        joined = flows;
        for (uint256 i = 0; i < more.length; ++i) joined = add(joined, more[i].day(), more[i].units());
    }

    /// @notice Folds two days that follow each other into the later one: the pair that moves the fewest units by the fewest days, the first of several. So
    /// a window forgets later than it might, never earlier; whoever moves dust every day folds dust.
    /// @dev The list has two or more.
    /// @return earlier What was folded. @return later Into what.
    function fold(Flow[] memory flows) internal pure returns (Flow earlier, Flow later) {
        unchecked {
            uint256 least = type(uint256).max;
            uint256 place = 0;
            for (uint256 i = 0; i + 1 < flows.length; ++i) {
                uint256 cost = flows[i].units() * (flows[i + 1].day() - flows[i].day()); // fits: 112 + 16 bits
                if (cost < least) (least, place) = (cost, i);
            }
            (earlier, later) = (flows[place], flows[place + 1]);
            flows[place + 1] = FlowLibrary.make(later.day(), earlier.units() + later.units());
            for (uint256 i = place; i + 1 < flows.length; ++i) flows[i] = flows[i + 1];
            _cut(flows, flows.length - 1);
        }
    }

    /// @dev `length` is at most the list's.
    function _cut(Flow[] memory flows, uint256 length) private pure {
        assembly ("memory-safe") {
            mstore(flows, length)
        }
    }
}
