// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Sessions} from "../../../contracts/leverage/Sessions.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given hours and weekdays on which a market is open.
contract SessionsTest is TestBase {
    uint256 private constant DAY = 86_400;
    uint256 private constant ALL = 0x7f;
    uint256 private constant WORKDAYS = 0x1f;
    /// @dev 2026-11-23, a Monday.
    uint256 private constant MONDAY = 20_780 * DAY;
    uint256 private constant NOON = 43_200;
    uint256 private constant OPENS = 52_200; // 14:30
    uint256 private constant CLOSES = 75_600; // 21:00

    function test_WithinADay_FromItsFirstSecondToTheOneBeforeItsEnd() public pure {
        for (uint256 day = 0; day < 5; ++day) {
            _edges(MONDAY + day * DAY + OPENS, MONDAY + day * DAY + CLOSES, OPENS, CLOSES, WORKDAYS);
        }
        for (uint256 day = 5; day < 7; ++day) {
            assertFalse(Sessions.isOpen(MONDAY + day * DAY + 60_000, OPENS, CLOSES, WORKDAYS), "weekend");
        }
    }

    function test_OverMidnight_BelongsToTheDayOnWhichItOpened() public pure {
        uint256 sunday = 1 << 6;
        _edges(MONDAY - DAY + CLOSES, MONDAY + OPENS, CLOSES, OPENS, sunday);
        assertTrue(Sessions.isOpen(MONDAY, CLOSES, OPENS, sunday), "Monday's first second");
        assertFalse(Sessions.isOpen(MONDAY + CLOSES, CLOSES, OPENS, sunday), "none opens on Monday");
        assertFalse(Sessions.isOpen(MONDAY - DAY, CLOSES, OPENS, sunday), "none opened on Saturday");
    }

    function test_TheWholeOfADay_IsFromMidnightToMidnight() public pure {
        _edges(MONDAY, MONDAY + DAY, 0, DAY, 1);
        assertTrue(Sessions.isOpen(MONDAY + DAY, 0, DAY, 3), "Tuesday too");
        _edges(MONDAY + NOON, MONDAY + DAY + NOON - 1, NOON, NOON - 1, 1);
    }

    function testFuzz_EqualHours_AreAlwaysOpen(uint256 time, uint256 second, bool named) public pure {
        second = bound(second, 0, DAY - 1);
        assertTrue(Sessions.isOpen(bound(time, 0, type(uint48).max), second, second, named ? ALL : 0));
    }

    function testFuzz_AsASecondsHandGoes(uint256 time, uint256 opens, uint256 closes, uint256 days_) public pure {
        time = bound(time, 7 * DAY, type(uint48).max);
        (opens, closes, days_) = (bound(opens, 0, DAY - 1), bound(closes, 0, DAY), bound(days_, 1, ALL));
        if (opens == closes) return;
        // The last opening at or before `time` of each of two days, and how long it lasts.
        uint256 length = closes > opens ? closes - opens : closes + DAY - opens;
        uint256 midnight = time - (time % DAY);
        bool wanted =
            _isWithin(time, midnight + opens, length, days_) || _isWithin(time, midnight - DAY + opens, length, days_);
        assertEq(Sessions.isOpen(time, opens, closes, days_), wanted);
    }

    function test_OneWayToSayIt() public pure {
        assertTrue(Sessions.isValid(0, 0, 0) && Sessions.isValid(0, 0, ALL) && Sessions.isValid(0, DAY, WORKDAYS));
        assertTrue(Sessions.isValid(DAY - 1, 0, 1), "an hour before midnight");
        assertFalse(Sessions.isValid(0, 0, WORKDAYS), "always open, on some days");
        assertFalse(Sessions.isValid(0, DAY, 0), "never");
        assertFalse(Sessions.isValid(0, DAY, ALL + 1), "an eighth day");
        assertFalse(Sessions.isValid(DAY, 1, ALL), "opens after the day");
        assertFalse(Sessions.isValid(0, DAY + 1, ALL), "closes after the day");
    }

    function _isWithin(uint256 time, uint256 from, uint256 length, uint256 days_) private pure returns (bool) {
        uint256 weekday = (from / DAY + 3) % 7;
        return (days_ >> weekday) & 1 == 1 && time >= from && time < from + length;
    }

    /// @dev Open from `from` to the second before `until`.
    function _edges(uint256 from, uint256 until, uint256 opens, uint256 closes, uint256 days_) private pure {
        assertFalse(Sessions.isOpen(from - 1, opens, closes, days_), "a second before");
        assertTrue(Sessions.isOpen(from, opens, closes, days_), "its first second");
        assertTrue(Sessions.isOpen(from + 1, opens, closes, days_), "its second one");
        assertTrue(Sessions.isOpen(until - 1, opens, closes, days_), "its last second");
        assertFalse(Sessions.isOpen(until, opens, closes, days_), "its end");
        assertFalse(Sessions.isOpen(until + 1, opens, closes, days_), "a second after");
    }
}
