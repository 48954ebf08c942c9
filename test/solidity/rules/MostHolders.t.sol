// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostHolders} from "../../../contracts/rules/MostHolders.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a limit on holders, when somebody whom it counts becomes one.
contract MostHoldersTest is TestBase {
    function testFuzz_WhenNobodyLeaves_TheCountAfterIsMeasured(uint32 before) public pure {
        before = uint32(bound(before, 1, type(uint32).max - 2));
        _check(before, uint256(before) + 1, false);
        _check(before, uint256(before) + 2, false);
        _check(before, before, true);
        _check(before, 0, true);
    }

    function testFuzz_WhenSomebodyLeaves_ItPasses(uint32 before, uint8 leaving) public pure {
        leaving = uint8(bound(leaving, 1, 255));
        (bool refused, , ) = MostHolders.judge(Words.rule(Kinds.MOST_HOLDERS, 0), before, leaving);
        assertFalse(refused, "the count does not rise, above its limit though it is");
    }

    function _check(uint256 before, uint256 limit, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 told) = MostHolders.judge(
            Words.rule(Kinds.MOST_HOLDERS, limit),
            before,
            0
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, before + 1, "measured");
        assertEq(told, limit, "limit");
    }
}
