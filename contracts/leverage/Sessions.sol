// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice When a market is open: the same hours, in UTC, on some days of the week.
/// @dev A market whose hours follow another clock is mapped anew when that clock is changed; a holiday is the guardian's to say, as close-only venues.
library Sessions {
    uint256 private constant DAY = 86_400;
    /// @dev 1970-01-01 was a Thursday, and 0 is Monday.
    uint256 private constant FIRST_WEEKDAY = 3;
    uint256 private constant ALL_DAYS = 0x7f;

    /// @notice Whether the market is open at `time`. A session that closes at an earlier second than it opens at ends on the next day, and belongs to the day
    /// on which it opened. Open from the second of `opensAt` to the one before `closesAt`.
    /// @param opensAt Second of the day; equal to `closesAt`: always open. @param daysOpen Bit n: a session opens on weekday n.
    function isOpen(uint256 time, uint256 opensAt, uint256 closesAt, uint256 daysOpen) internal pure returns (bool) {
        if (opensAt == closesAt) return true;
        (uint256 day, uint256 second) = (time / DAY, time % DAY);
        if (opensAt < closesAt) return second >= opensAt && second < closesAt && _opensOn(day, daysOpen);
        return (second >= opensAt && _opensOn(day, daysOpen)) || (second < closesAt && _opensOn(day + 6, daysOpen));
    }

    /// @notice Whether hours and days say when a market is open, in one way only: 00:00 to 24:00 is the whole of each open day; what is always open names no
    /// days, or all.
    function isValid(uint256 opensAt, uint256 closesAt, uint256 daysOpen) internal pure returns (bool) {
        if (opensAt >= DAY || closesAt > DAY || daysOpen > ALL_DAYS) return false;
        return opensAt == closesAt ? daysOpen == 0 || daysOpen == ALL_DAYS : daysOpen != 0;
    }

    /// @param day Since 1970-01-01, or six days more than the one before it.
    function _opensOn(uint256 day, uint256 daysOpen) private pure returns (bool) {
        return (daysOpen >> ((day + FIRST_WEEKDAY) % 7)) & 1 != 0;
    }
}
