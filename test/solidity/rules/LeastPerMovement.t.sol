// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LeastPerMovement} from "../../../contracts/rules/LeastPerMovement.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a limit on what is moved, in units.
contract LeastPerMovementTest is TestBase {
    function testFuzz_WhenTheAmountIsOneBelowTheLimit_ItRefuses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint112).max);
        _check(limit, limit - 1, true);
    }

    function testFuzz_WhenTheAmountIsTheLimit_ItPasses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint112).max);
        _check(limit, limit, false);
    }

    function testFuzz_WhenTheAmountIsOneAboveTheLimit_ItPasses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint112).max);
        _check(limit, limit + 1, false);
    }

    function _check(uint256 limit, uint256 number, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 told) = LeastPerMovement.judge(
            Words.rule(Kinds.LEAST_PER_MOVEMENT, limit),
            number
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, number, "measured");
        assertEq(told, limit, "limit");
    }
}
