// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WholeHoldingOnly} from "../../../contracts/rules/WholeHoldingOnly.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given what a sender would keep, over all its wallets.
contract WholeHoldingOnlyTest is TestBase {
    function testFuzz_WhoKeepsAnything_IsRefused(uint112 kept) public pure {
        _check(bound(kept, 1, type(uint112).max), true);
    }

    function test_AtTheBoundary() public pure {
        _check(0, false);
        _check(1, true);
    }

    function _check(uint256 kept, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 limit) = WholeHoldingOnly.judge(kept);
        assertEq(refused, wanted, "refused");
        assertEq(measured, kept, "measured");
        assertEq(limit, 0, "limit");
    }
}
