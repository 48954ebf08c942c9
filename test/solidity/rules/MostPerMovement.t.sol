// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostPerMovement} from "../../../contracts/rules/MostPerMovement.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a limit on what is moved, in units.
contract MostPerMovementTest is TestBase {
    function testFuzz_WhenTheAmountIsOneBelowTheLimit_ItPasses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint112).max);
        _check(limit, limit - 1, false);
    }

    function testFuzz_WhenTheAmountIsTheLimit_ItPasses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint112).max);
        _check(limit, limit, false);
    }

    function testFuzz_WhenTheAmountIsOneAboveTheLimit_ItRefuses(uint256 limit) public pure {
        limit = bound(limit, 1, type(uint112).max);
        _check(limit, limit + 1, true);
    }

    function _check(uint256 limit, uint256 number, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 told) = MostPerMovement.judge(
            Words.rule(Kinds.MOST_PER_MOVEMENT, limit),
            number
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, number, "measured");
        assertEq(told, limit, "limit");
    }
}
