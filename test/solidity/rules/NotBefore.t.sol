// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {NotBefore} from "../../../contracts/rules/NotBefore.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a limit on when it is moved, in unix seconds.
contract NotBeforeTest is TestBase {
    function testFuzz_WhenNowIsOneBelowTheLimit_ItRefuses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint48).max);
        _check(limit, limit - 1, true);
    }

    function testFuzz_WhenNowIsTheLimit_ItPasses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint48).max);
        _check(limit, limit, false);
    }

    function testFuzz_WhenNowIsOneAboveTheLimit_ItPasses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint48).max);
        _check(limit, limit + 1, false);
    }

    function _check(uint256 limit, uint256 number, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 told) = NotBefore.judge(Words.rule(Kinds.NOT_BEFORE, limit), number);
        assertEq(refused, wanted, "refused");
        assertEq(measured, number, "measured");
        assertEq(told, limit, "limit");
    }
}
