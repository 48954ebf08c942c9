// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LeastHolding} from "../../../contracts/rules/LeastHolding.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a limit on what a party holds, in units.
contract LeastHoldingTest is TestBase {
    function testFuzz_WhenTheHoldingIsOneBelowTheLimit_ItRefuses(uint256 limit) public pure {
        limit = bound(limit, 2, type(uint112).max);
        _check(limit, limit - 1, true);
    }

    function testFuzz_WhenTheHoldingIsTheLimit_ItPasses(uint256 limit) public pure {
        limit = bound(limit, 2, type(uint112).max);
        _check(limit, limit, false);
    }

    function testFuzz_WhenTheHoldingIsOneAboveTheLimit_ItPasses(uint256 limit) public pure {
        limit = bound(limit, 2, type(uint112).max);
        _check(limit, limit + 1, false);
    }

    function testFuzz_WhenNothingIsHeld_ItPasses(uint256 limit) public pure {
        _check(bound(limit, 1, type(uint112).max), 0, false);
    }

    function testFuzz_WhenOneUnitIsHeldAndTheLimitIsMore_ItRefuses(uint256 limit) public pure {
        _check(bound(limit, 2, type(uint112).max), 1, true);
    }

    function _check(uint256 limit, uint256 number, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 told) = LeastHolding.judge(
            Words.rule(Kinds.LEAST_HOLDING, limit),
            number
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, number, "measured");
        assertEq(told, limit, "limit");
    }
}
