// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Months} from "../../../contracts/rules/Months.sol";
import {Shape} from "../../../contracts/types/Kinds.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given a day on which something began, and a number of civil months.
contract MonthsTest is TestBase {
    uint256 private constant DAY = 86_400;

    function test_OfKnownDates() public pure {
        _check(1970, 1, 1, 0, 1970, 1, 1);
        _check(2023, 1, 31, 1, 2023, 2, 28);
        _check(2024, 1, 31, 1, 2024, 2, 29);
        _check(2024, 2, 29, 12, 2025, 2, 28);
        _check(2024, 2, 29, 48, 2028, 2, 29);
        _check(2026, 8, 31, 6, 2027, 2, 28);
        _check(2026, 8, 28, 6, 2027, 2, 28);
        _check(2026, 8, 30, 1, 2026, 9, 30);
        _check(2026, 12, 31, 2, 2027, 2, 28);
        _check(2099, 12, 15, 3, 2100, 3, 15);
        _check(2100, 2, 28, 12, 2101, 2, 28);
        _check(2000, 2, 29, 1200 / 2, 2050, 2, 28);
        _check(2149, 6, 6, 600, 2199, 6, 6);
    }

    /// @dev Every day that a lot can have, with every number of months that rules use, against a calendar that counts day by day.
    function test_EveryDay_OneTo24Months() public pure {
        uint256[] memory firsts = _firstDays(1970, 2152);
        uint256 month = 0; // since January 1970
        unchecked {
            for (uint256 day = 0; day <= type(uint16).max; ++day) {
                if (day == firsts[month + 1]) ++month;
                uint256 ofMonth = day - firsts[month];
                // Three numbers of months a day, so that each comes up in each month of some year.
                for (uint256 months = 1 + (day % 8); months <= 24; months += 8) {
                    uint256 length = firsts[month + months + 1] - firsts[month + months];
                    uint256 last = firsts[month + months] + (ofMonth < length ? ofMonth : length - 1);
                    if (Months.passed(day, months) != (last + 1) * DAY) assertEq(day, months, "day, months");
                }
            }
        }
    }

    function testFuzz_MoreMonthsAndLaterDays_NeverEndEarlier(uint16 day, uint16 months) public pure {
        months = uint16(bound(months, 0, Shape.MOST_MONTHS - 1));
        day = uint16(bound(day, 0, type(uint16).max - 1));
        assertLe(Months.passed(day, months) + 28 * DAY, Months.passed(day, months + 1), "a month has 28 days");
        assertLe(Months.passed(day, months), Months.passed(day + 1, months), "a day later");
        assertEq(Months.passed(day, 0), (uint256(day) + 1) * DAY, "no month: when the day is over");
    }

    function _check(
        uint256 year,
        uint256 month,
        uint256 day,
        uint256 months,
        uint256 toYear,
        uint256 toMonth,
        uint256 toDay
    ) private pure {
        uint256 wanted = (_dayOf(toYear, toMonth, toDay) + 1) * DAY;
        assertEq(Months.passed(_dayOf(year, month, day), months), wanted, "when the day after begins");
    }

    function _dayOf(uint256 year, uint256 month, uint256 day) private pure returns (uint256 since1970) {
        for (uint256 y = 1970; y < year; ++y) since1970 += _isLeap(y) ? 366 : 365;
        for (uint256 m = 1; m < month; ++m) since1970 += _length(year, m);
        return since1970 + day - 1;
    }

    /// @return firsts Days since 1970-01-01 on which each month begins, from January of `year`.
    function _firstDays(uint256 year, uint256 until) private pure returns (uint256[] memory firsts) {
        firsts = new uint256[]((until - year) * 12 + 1);
        for (uint256 i = 0; i + 1 < firsts.length; ++i) {
            firsts[i + 1] = firsts[i] + _length(year + i / 12, (i % 12) + 1);
        }
    }

    function _length(uint256 year, uint256 month) private pure returns (uint256) {
        if (month == 2) return _isLeap(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    function _isLeap(uint256 year) private pure returns (bool) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
