// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostShare} from "../../../contracts/rules/MostShare.sol";
import {Kinds, RuleField} from "../../../contracts/types/Kinds.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a limit of so many basis points of the larger of the supply and a floor, in units.
contract MostShareTest is TestBase {
    function testFuzz_WhenTheHoldingIsTheShare_ItPasses(uint256 bps, uint256 floor, uint256 supply) public pure {
        uint256 limit = _check(bps, floor, supply, 0, false);
        _check(bps, floor, supply, limit, false);
        if (limit != 0) _check(bps, floor, supply, limit - 1, false);
    }

    function testFuzz_WhenTheHoldingIsOneAbove_ItRefuses(uint256 bps, uint256 floor, uint256 supply) public pure {
        uint256 limit = _check(bps, floor, supply, 0, false);
        _check(bps, floor, supply, limit + 1, true);
    }

    function testFuzz_WhenTheSupplyIsBelowTheFloor_TheFloorIsTheBase(uint256 bps, uint256 floor) public pure {
        floor = bound(floor, 1, type(uint112).max);
        assertEq(_check(bps, floor, 0, 0, false), _check(bps, floor, floor, 0, false), "limit");
        assertEq(_check(bps, floor, floor - 1, 0, false), _check(bps, floor, floor, 0, false), "limit");
    }

    function test_TheShareIsRoundedDown() public pure {
        assertEq(_check(5000, 3, 0, 1, false), 1, "half of 3");
        assertEq(_check(1, 9999, 0, 0, false), 0, "less than one unit");
        assertEq(_check(1, 10_000, 0, 1, false), 1, "one unit");
        assertEq(_check(10_000, 7, 0, 7, false), 7, "the whole");
        assertEq(_check(3333, 1, 30_000, 9999, false), 9999, "of the supply");
    }

    function test_NothingOverflows() public pure {
        uint256 most = type(uint112).max;
        assertEq(_check(10_000, most, 2 * most, 2 * most, false), 2 * most, "no sum of two amounts does");
    }

    /// @return limit As it must be: whole units, rounded down.
    function _check(
        uint256 bps,
        uint256 floor,
        uint256 supply,
        uint256 holding,
        bool wanted
    ) private pure returns (uint256 limit) {
        bps = bound(bps, 1, 10_000);
        floor = bound(floor, 1, type(uint112).max);
        supply = bound(supply, 0, 2 * uint256(type(uint112).max));
        Rule rule = Words.with(Words.rule(Kinds.MOST_SHARE, floor), RuleField.WINDOW_OFFSET, bps);
        uint256 base = supply > floor ? supply : floor;
        limit = (bps * base - mulmod(bps, base, 10_000)) / 10_000;
        (bool refused, uint256 measured, uint256 told) = MostShare.judge(rule, holding, supply);
        assertEq(refused, wanted, "refused");
        assertEq(measured, holding, "measured");
        assertEq(told, limit, "limit");
    }
}
