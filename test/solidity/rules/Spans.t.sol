// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Months} from "../../../contracts/rules/Months.sol";
import {Spans} from "../../../contracts/rules/Spans.sol";
import {Kinds, RuleField, Shape} from "../../../contracts/types/Kinds.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given a window that ends today.
contract SpansTest is TestBase {
    function _rule(uint256 span) private pure returns (Rule) {
        return Rule.wrap(Kinds.MOST_OUTFLOW | (span << RuleField.WINDOW_OFFSET));
    }

    function testFuzz_Days_AreTodayAndThoseBefore(uint16 span, uint16 today) public pure {
        uint256 count = bound(span, 1, Shape.MOST_SPAN_DAYS);
        uint256 day = bound(today, count, type(uint16).max);
        assertEq(day - Spans.first(_rule(count), day) + 1, count);
        assertEq(Spans.mostDays(_rule(count)), count);
    }

    function testFuzz_None_IsToday(uint16 today) public pure {
        assertEq(Spans.first(_rule(0), today), today);
        assertEq(Spans.mostDays(_rule(0)), 1);
    }

    function testFuzz_Months_HoldWhatIsLessThanSoLongAgo_AndNoMoreThanIsKept(uint8 span, uint16 today) public pure {
        uint256 months = bound(span, 1, Shape.MOST_SPAN_MONTHS);
        uint256 day = bound(today, 800, type(uint16).max);
        uint256 first = Spans.first(_rule(Shape.SPAN_MONTHS | months), day);
        // Since the day before it so many months had wholly passed when today began. Since three days after it they have not: months differ by as many.
        assertLe(Months.passed(first - 1, months), day * 1 days, "the day before it");
        assertGe(Months.passed(first + 3, months), day * 1 days + 1, "a day within");
        assertLe(day - first + 1, Spans.mostDays(_rule(Shape.SPAN_MONTHS | months)), "kept");
        assertLe(Spans.first(_rule(Shape.SPAN_MONTHS | months), day - 1), first, "windows roll on");
    }

    function test_Months_FromTheEndOfAMonth() public pure {
        // 2027-05-31, three months back: 2027-02-28. 2028-05-30: 2028-02-29.
        assertEq(Spans.first(_rule(Shape.SPAN_MONTHS | 3), 20_969), 20_877);
        assertEq(Spans.first(_rule(Shape.SPAN_MONTHS | 3), 21_334), 21_243);
    }
}
