// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FewestHolders} from "../../../contracts/rules/FewestHolders.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a least number of holders, when somebody whom it counts ceases to be one.
contract FewestHoldersTest is TestBase {
    function testFuzz_WhenNobodyComes_TheCountAfterIsMeasured(uint32 before) public pure {
        before = uint32(bound(before, 1, type(uint32).max - 1));
        _check(before, uint256(before) - 1, false);
        _check(before, before, true);
        _check(before, uint256(before) + 1, true);
    }

    function testFuzz_WhenSomebodyComes_ItPasses(uint32 before) public pure {
        before = uint32(bound(before, 1, type(uint32).max));
        (bool refused, , ) = FewestHolders.judge(Words.rule(Kinds.FEWEST_HOLDERS, type(uint32).max), before, 1);
        assertFalse(refused, "the count does not fall, below its least though it is");
    }

    function _check(uint256 before, uint256 limit, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 told) = FewestHolders.judge(
            Words.rule(Kinds.FEWEST_HOLDERS, limit),
            before,
            0
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, before - 1, "measured");
        assertEq(told, limit, "limit");
    }
}
