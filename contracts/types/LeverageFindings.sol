// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LeverageFinding} from "../types/Exposures.sol";

/// @notice What was found so far. Without room the first finding reverts as its error.
struct LeverageFindings {
    LeverageFinding[] list;
    uint256 count;
}

using LeverageFindingsLibrary for LeverageFindings global;

library LeverageFindingsLibrary {
    function withRoomFor(uint256 most) internal pure returns (LeverageFindings memory found) {
        found.list = new LeverageFinding[](most);
    }

    /// @return full Whether nothing more fits.
    function add(LeverageFindings memory found, LeverageFinding memory one) internal pure returns (bool full) {
        if (found.list.length == 0) _throw(one);
        found.list[found.count++] = one;
        return found.count == found.list.length;
    }

    /// @notice What was found, and no more.
    function cut(LeverageFindings memory found) internal pure returns (LeverageFinding[] memory list) {
        list = found.list;
        uint256 length = found.count;
        assembly ("memory-safe") {
            mstore(list, length) // at most as long as it was made
        }
    }

    function _throw(LeverageFinding memory one) private pure {
        bytes memory data = abi.encodeWithSelector(one.reason, one.venue, one.class, one.measured, one.limit);
        assembly ("memory-safe") {
            revert(add(data, 0x20), mload(data))
        }
    }
}
