// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FlowLedger} from "../../../contracts/rules/FlowLedger.sol";
import {Shape} from "../../../contracts/types/Kinds.sol";
import {Flow, FlowLibrary} from "../../../contracts/types/Flow.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given what passed a meter.
contract FlowLedgerTest is TestBase {
    uint256 private constant FIRST = 20_000;
    uint256 private constant DAYS = 60;

    /// @dev Ascending, each day once, none empty.
    function _flowsFrom(uint256 noise, uint256 count) private pure returns (Flow[] memory flows) {
        flows = new Flow[](0);
        for (uint256 i = 0; i < count; ++i) {
            uint256 word = uint256(keccak256(abi.encode(noise, i)));
            flows = FlowLedger.add(flows, FIRST + (word % DAYS), 1 + ((word >> 8) % 1_000_000));
        }
    }

    function _isWellFormed(Flow[] memory flows) private pure returns (bool) {
        for (uint256 i = 0; i < flows.length; ++i) {
            if (flows[i].units() == 0 || (i != 0 && flows[i - 1].day() >= flows[i].day())) return false;
        }
        return true;
    }

    function testFuzz_Add_CountsInEveryWindow_ThatHoldsTheDay(
        uint256 noise,
        uint8 count,
        uint8 day,
        uint96 units
    ) public pure {
        Flow[] memory flows = _flowsFrom(noise, bound(count, 0, 8));
        uint256 on = FIRST + bound(day, 0, DAYS - 1);
        uint256 more = bound(units, 1, type(uint96).max);
        uint256[] memory before = new uint256[](DAYS);
        for (uint256 i = 0; i < DAYS; ++i) before[i] = FlowLedger.sumFrom(flows, FIRST + i);
        Flow[] memory after_ = FlowLedger.add(flows, on, more);
        assertTrue(_isWellFormed(after_), "form");
        for (uint256 i = 0; i < DAYS; ++i) {
            uint256 expected = before[i] + (FIRST + i <= on ? more : 0);
            assertEq(FlowLedger.sumFrom(after_, FIRST + i), expected, "of a window");
        }
    }

    function test_Add_WhatDoesNotFitCountsAsTheLargest() public pure {
        Flow[] memory flows = FlowLedger.add(new Flow[](0), FIRST, Shape.MOST_UNITS);
        flows = FlowLedger.add(flows, FIRST, Shape.MOST_UNITS);
        assertEq(flows.length, 1);
        assertEq(flows[0].units(), Shape.MOST_UNITS);
        assertEq(flows[0].day(), FIRST);
    }

    function testFuzz_DropBefore_LeavesWhatIsNotOlder(uint256 noise, uint8 count, uint8 day) public pure {
        Flow[] memory flows = _flowsFrom(noise, bound(count, 0, 8));
        uint256 first = FIRST + bound(day, 0, DAYS);
        uint256 expected = FlowLedger.sumFrom(flows, first);
        FlowLedger.dropBefore(flows, first);
        assertTrue(_isWellFormed(flows), "form");
        assertEq(FlowLedger.sumFrom(flows, 0), expected, "all that is left");
        assertTrue(flows.length == 0 || flows[0].day() >= first, "none older");
    }

    function testFuzz_Fold_ForgetsLaterNeverEarlier_AndConserves(uint256 noise, uint8 count) public pure {
        Flow[] memory flows = _flowsFrom(noise, bound(count, 2, 20));
        if (flows.length < 2) return;
        uint256[] memory before = new uint256[](DAYS);
        for (uint256 i = 0; i < DAYS; ++i) before[i] = FlowLedger.sumFrom(flows, FIRST + i);
        (Flow earlier, Flow later) = FlowLedger.fold(flows);
        assertTrue(_isWellFormed(flows), "form");
        assertTrue(earlier.day() < later.day(), "into the later day");
        assertEq(FlowLedger.sumFrom(flows, 0), before[0], "conserved");
        for (uint256 i = 0; i < DAYS; ++i) {
            assertGe(FlowLedger.sumFrom(flows, FIRST + i), before[i], "a window shows less");
        }
    }

    function test_Fold_ThePairThatMovesLeast_TheFirstOfEqualOnes() public pure {
        Flow[] memory flows = new Flow[](0);
        for (uint256 i = 0; i < 9; ++i) flows = FlowLedger.add(flows, FIRST + i, 10);
        FlowLedger.fold(flows);
        assertEq(flows.length, 8);
        assertEq(flows[0].day(), FIRST + 1);
        assertEq(flows[0].units(), 20);
        flows = FlowLedger.add(flows, FIRST + 9, 9);
        flows = FlowLedger.add(flows, FIRST + 10, 50);
        FlowLedger.fold(flows);
        assertEq(flows[flows.length - 1].units(), 59, "nine units by one day cost least");
    }

    /// @dev Whatever was folded: no window shows fewer purchasers than have bought within it, and all together are conserved.
    function testFuzz_TakeOne_NeverUndercounts(uint256 noise, uint8 rounds) public pure {
        uint256[12] memory last;
        Flow[] memory flows = new Flow[](0);
        for (uint256 round = 0; round < bound(rounds, 1, 80); ++round) {
            uint256 word = uint256(keccak256(abi.encode(noise, round)));
            (uint256 who, uint256 day) = (word % 12, FIRST + round / 2);
            if (last[who] == day) continue;
            if (last[who] != 0) FlowLedger.takeOne(flows, last[who]);
            flows = FlowLedger.add(flows, day, 1);
            last[who] = day;
            if (flows.length > Shape.MOST_FLOWS) FlowLedger.fold(flows);
            assertTrue(_isWellFormed(flows), "form");
            for (uint256 first = FIRST; first <= day; ++first) {
                uint256 bought = 0;
                for (uint256 i = 0; i < 12; ++i) if (last[i] >= first) ++bought;
                assertGe(FlowLedger.sumFrom(flows, first), bought, "undercounted");
                if (first == FIRST) assertEq(FlowLedger.sumFrom(flows, first), bought, "conserved");
            }
        }
    }

    function testFuzz_Join_IsWhatBothHave(uint256 noise, uint8 count, uint8 moreCount) public pure {
        Flow[] memory flows = _flowsFrom(noise, bound(count, 0, 8));
        Flow[] memory more = _flowsFrom(~noise, bound(moreCount, 0, 8));
        uint256[] memory before = new uint256[](DAYS);
        for (uint256 i = 0; i < DAYS; ++i) {
            before[i] = FlowLedger.sumFrom(flows, FIRST + i) + FlowLedger.sumFrom(more, FIRST + i);
        }
        Flow[] memory joined = FlowLedger.join(flows, more);
        assertTrue(_isWellFormed(joined), "form");
        for (uint256 i = 0; i < DAYS; ++i) assertEq(FlowLedger.sumFrom(joined, FIRST + i), before[i], "of a window");
    }

    function test_Flow_KeepsDayAndUnits(uint16 day, uint112 units) public pure {
        Flow flow = FlowLibrary.make(day, units);
        assertEq(flow.day(), day);
        assertEq(flow.units(), units);
    }
}
