// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LaneInSet} from "../../../contracts/rules/LaneInSet.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given lanes that are admitted, as a mask.
contract LaneInSetTest is TestBase {
    function testFuzz_WhenTheLaneIsAmongThem_ItPasses(uint8 lane, uint8 lanes) public pure {
        lane %= 8;
        _check(lane, lanes | uint8(1 << lane), false);
    }

    function testFuzz_WhenTheLaneIsNotAmongThem_ItRefuses(uint8 lane, uint8 lanes) public pure {
        lane %= 8;
        _check(lane, lanes & ~uint8(1 << lane), true);
    }

    function _check(uint8 lane, uint8 lanes, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 limit) = LaneInSet.judge(
            Words.rule(Kinds.LANE_IN_SET, lanes),
            Words.record(Words.facts(1023, lane))
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, lane, "measured");
        assertEq(limit, lanes, "limit");
    }
}
