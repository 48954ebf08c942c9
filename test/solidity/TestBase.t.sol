// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {TestBase} from "./TestBase.sol";

/// @notice The tools that every other Solidity test leans on are tested themselves.
contract TestBaseTest is TestBase {
    function testFuzz_BoundStaysInside(uint256 x, uint256 min, uint256 max) public pure {
        if (min > max) (min, max) = (max, min);
        uint256 y = bound(x, min, max);
        assertGe(y, min, "below");
        assertLe(y, max, "above");
        if (x >= min && x <= max) assertEq(y, x, "moved");
    }

    function test_BoundCoversTheWholeRange() public pure {
        assertEq(bound(type(uint256).max, 0, type(uint256).max), type(uint256).max);
        assertEq(bound(7, 3, 3), 3);
    }

    function test_RevertWhen_AnAssertionFails() public {
        vm.expectRevert(abi.encodeWithSelector(NotEqualUint.selector, 1, 2, "one is not two"));
        this.assertOneIsTwo();
    }

    function assertOneIsTwo() external pure {
        assertEq(uint256(1), uint256(2), "one is not two");
    }

    function test_TheChainHasTransientStorage() public {
        assembly ("memory-safe") {
            tstore(0, 42)
        }
        uint256 word;
        assembly ("memory-safe") {
            word := tload(0)
        }
        assertEq(word, 42);
    }

    function test_WarpMovesTheClock() public {
        vm.warp(1_900_000_000);
        assertEq(block.timestamp, 1_900_000_000);
    }
}
