// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {HoldingPeriod} from "../../../contracts/rules/HoldingPeriod.sol";
import {Months} from "../../../contracts/rules/Months.sol";
import {Kinds, RuleField} from "../../../contracts/types/Kinds.sol";
import {Lot, LotLibrary} from "../../../contracts/types/Lot.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {LotLists} from "../LotLists.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given lots of origins 1, 2 and 1 again, of which the oldest move first.
contract HoldingPeriodTest is TestBase {
    uint256 private constant FIRST = 20_000;
    uint256 private constant SECOND = 20_100;
    uint256 private constant THIRD = 20_200;
    uint256 private constant ALL = 127;

    function test_TheYoungestThatMovesDecides() public pure {
        _check(ALL, 1, Months.passed(FIRST, 6));
        _check(ALL, 10, Months.passed(FIRST, 6));
        _check(ALL, 11, Months.passed(SECOND, 6));
        _check(ALL, 20, Months.passed(SECOND, 6));
        _check(ALL, 21, Months.passed(THIRD, 6));
        _check(ALL, 31, Months.passed(THIRD, 6)); // more than there is, as explain may ask
    }

    function test_OnlyTheOriginsNamedAreJudged() public pure {
        _check(1 << 1, 20, Months.passed(FIRST, 6));
        _check(1 << 1, 21, Months.passed(THIRD, 6));
        _check(1 << 2, 30, Months.passed(SECOND, 6));
        _checkPasses(1 << 2, 10);
        _checkPasses(1 << 0, 30);
        _checkPasses(1 << 6, 30);
    }

    function test_Room_AnOldLotOfOneUnit_BeforeAYoungOne_MayGo() public pure {
        Lot[] memory lots = new Lot[](2);
        (lots[0], lots[1]) = (LotLibrary.make(FIRST, 1, 1), LotLibrary.make(THIRD, 1, 5));
        (uint256 least, uint256 most) = HoldingPeriod.room(_rule(ALL, 6), lots, Months.passed(SECOND, 6));
        assertEq(least, 1);
        assertEq(most, 1);
    }

    function test_WithoutLots_ItPasses() public pure {
        (bool refused, uint256 measured, uint256 limit) = HoldingPeriod.judge(_rule(ALL, 6), new Lot[](0), 5, 9);
        assertFalse(refused);
        assertEq(measured, 9);
        assertEq(limit, 0);
    }

    function testFuzz_RefusedUntilTheSecondBefore(uint16 day, uint16 months, uint96 units) public pure {
        uint256 window = bound(months, 1, 600);
        uint256 amount = bound(units, 1, type(uint96).max);
        Lot[] memory lots = LotLists.list(LotLibrary.make(day, 3, amount));
        uint256 end = Months.passed(day, window);
        for (uint256 i = 0; i < 3; ++i) {
            uint256 time = end - 1 + i;
            (bool refused, uint256 measured, uint256 limit) = HoldingPeriod.judge(
                _rule(1 << 3, window),
                lots,
                amount,
                time
            );
            assertEq(refused, i == 0, "refused");
            assertEq(measured, time, "measured");
            assertEq(limit, end, "limit");
        }
    }

    function _check(uint256 origins, uint256 amount, uint256 end) private pure {
        for (uint256 i = 0; i < 3; ++i) {
            uint256 time = end - 1 + i;
            (bool refused, uint256 measured, uint256 limit) = HoldingPeriod.judge(
                _rule(origins, 6),
                _lots(),
                amount,
                time
            );
            assertEq(refused, i == 0, "refused");
            assertEq(measured, time, "measured");
            assertEq(limit, end, "limit");
        }
    }

    function _checkPasses(uint256 origins, uint256 amount) private pure {
        (bool refused, , uint256 limit) = HoldingPeriod.judge(_rule(origins, 6), _lots(), amount, 0);
        assertFalse(refused, "none of these origins moves");
        assertEq(limit, 0);
    }

    function _lots() private pure returns (Lot[] memory) {
        Lot first = LotLibrary.make(FIRST, 1, 10);
        return LotLists.list(first, LotLibrary.make(SECOND, 2, 10), LotLibrary.make(THIRD, 1, 10));
    }

    function _rule(uint256 origins, uint256 months) private pure returns (Rule) {
        return Words.with(Words.rule(Kinds.HOLDING_PERIOD, 1, 0, origins), RuleField.WINDOW_OFFSET, months);
    }
}
