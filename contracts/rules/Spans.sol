// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Kinds, Shape} from "../types/Kinds.sol";
import {Rule} from "../types/Rule.sol";
import {Months} from "./Months.sol";

/// @notice Rolling windows of whole days in UTC, that end with today.
/// @dev A window of n days is today and the n - 1 days before. A window of n months begins on the same day of the month n months ago, or on that month's
/// last if it is shorter, and that day is within it: what passed in its last hour is less than n months ago.
library Spans {
    /// @notice The first day of a rule's window. A rule without one looks at today.
    /// @param today Days since 1970-01-01.
    function first(Rule rule, uint256 today) internal pure returns (uint256 day) {
        unchecked {
            uint256 span = rule.window();
            if (span & Shape.SPAN_MONTHS != 0) return Months.before(today, span & ~Shape.SPAN_MONTHS);
            if (span == 0) return today;
            return today < span ? 0 : today + 1 - span;
        }
    }

    /// @notice Days that a rule's window has at most.
    function mostDays(Rule rule) internal pure returns (uint256) {
        if (rule.kind() == Kinds.MOST_GROUP_SHARE) return 0; // its meter keeps no days
        uint256 span = rule.window();
        if (span & Shape.SPAN_MONTHS != 0) return (span & ~Shape.SPAN_MONTHS) * 31 + 1;
        return span == 0 ? 1 : span;
    }
}
