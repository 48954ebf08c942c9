// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Civil months, in the Gregorian calendar and UTC.
library Months {
    uint256 private constant DAY = 86_400;
    /// @dev 400 years have so many days: the calendar repeats.
    uint256 private constant ERA_DAYS = 146_097;
    /// @dev From 1 March of year 0, where the count of an era begins, to 1970-01-01.
    uint256 private constant SHIFT = 719_468;

    /// @notice When `months` have wholly passed for what began on `day`, at whatever hour of it.
    /// @dev A month later is the same day of the month, or the month's last if it is shorter. The second at which the day after it begins: by
    /// then the last hour of the first day lies `months` back, too.
    /// @param day Days since 1970-01-01, below 2**16.
    /// @param months At most 600.
    /// @return time Unix seconds.
    function passed(uint256 day, uint256 months) internal pure returns (uint256 time) {
        unchecked {
            time = (_shifted(day, months) + 1) * DAY; // fits: below 2**32
        }
    }

    /// @notice The same day of the month `months` earlier, or the month's last if it is shorter.
    /// @param day Days since 1970-01-01, below 2**16. @param months At most 24, none of which began before 1970.
    function before(uint256 day, uint256 months) internal pure returns (uint256) {
        unchecked {
            return _shifted(day, 0 - months);
        }
    }

    /// @param months Later; modulo 2**256, so that less than zero is earlier.
    function _shifted(uint256 day, uint256 months) private pure returns (uint256) {
        unchecked {
            // fits: all of it stays below 2**32
            uint256 shifted = day + SHIFT;
            uint256 era = shifted / ERA_DAYS;
            uint256 dayOfEra = shifted % ERA_DAYS;
            uint256 yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
            uint256 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
            uint256 month = (5 * dayOfYear + 2) / 153; // 0 is March
            uint256 dayOfMonth = dayOfYear - _daysBefore(month); // from 0

            uint256 total = (era * 400 + yearOfEra) * 12 + month + months;
            uint256 first = _firstOf(total);
            uint256 length = _firstOf(total + 1) - first;
            return first + (dayOfMonth < length ? dayOfMonth : length - 1);
        }
    }

    /// @param total Months since 1 March of year 0.
    /// @return day Days since 1970-01-01 on which the month begins.
    function _firstOf(uint256 total) private pure returns (uint256 day) {
        unchecked {
            // fits: the day is not before 1970
            uint256 year = total / 12;
            day = 365 * year + year / 4 - year / 100 + year / 400 + _daysBefore(total % 12) - SHIFT;
        }
    }

    /// @param month 0 is March, 11 is February: the month whose length varies comes last.
    function _daysBefore(uint256 month) private pure returns (uint256) {
        unchecked {
            return (153 * month + 2) / 5;
        }
    }
}
