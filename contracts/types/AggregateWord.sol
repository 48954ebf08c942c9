// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "./Kinds.sol";
import {AggregateField, LeverageBounds} from "./LeverageKinds.sol";

/// @notice An investor over all venues.
/// @dev One word, low bits first.
///
/// | bits    | field     | meaning                                                                                              |
/// | ------- | --------- | ---------------------------------------------------------------------------------------------------- |
/// | 0-55    | equity    | net equity that counts everywhere, cents, two's complement                                           |
/// | 56-111  | notional  | of all legs, cents                                                                                   |
/// | 112-167 | initial   | initial margin of all venues, cents                                                                  |
/// | 168-183 | foldedDay | accounts that are overdue from this day on or from an earlier one are in `overdue`, the others in the ring |
/// | 184-191 | overdue   | accounts                                                                                             |
/// | 192-255 | ring      | 8 bits a day: accounts that are overdue from day d on, at d mod 8                                    |
///
/// The ring never wraps: a report may be relied on for at most 6 days, so that a day in it is at most 7 after the folded one.
type AggregateWord is uint256;

using AggregateWordLibrary for AggregateWord global;

library AggregateWordLibrary {
    uint256 private constant DAY = 86_400;
    uint256 private constant SUMS_MASK = (1 << AggregateField.FOLDED_DAY_OFFSET) - 1;

    function equity(AggregateWord all) internal pure returns (int256) {
        return int56(uint56(AggregateWord.unwrap(all)));
    }

    function notional(AggregateWord all) internal pure returns (uint256) {
        return (AggregateWord.unwrap(all) >> AggregateField.NOTIONAL_OFFSET) & AggregateField.NOTIONAL_MASK;
    }

    function initial(AggregateWord all) internal pure returns (uint256) {
        return (AggregateWord.unwrap(all) >> AggregateField.INITIAL_OFFSET) & AggregateField.INITIAL_MASK;
    }

    /// @dev As of the folded day.
    function overdue(AggregateWord all) internal pure returns (uint256) {
        return (AggregateWord.unwrap(all) >> AggregateField.OVERDUE_OFFSET) & AggregateField.OVERDUE_MASK;
    }

    /// @dev Each sum fits its field: at most 250 accounts, of each at most 2**44 cents of a figure, of its initial margin at most 6.6 times that.
    function withSums(
        AggregateWord all,
        int256 itsEquity,
        uint256 itsNotional,
        uint256 itsInitial
    ) internal pure returns (AggregateWord) {
        return
            AggregateWord.wrap(
                (AggregateWord.unwrap(all) & ~SUMS_MASK) |
                    (uint256(itsEquity) & AggregateField.EQUITY_MASK) |
                    (itsNotional << AggregateField.NOTIONAL_OFFSET) |
                    (itsInitial << AggregateField.INITIAL_OFFSET)
            );
    }

    /// @notice As it is at `time`: what has become overdue since is counted as such.
    function foldedTo(AggregateWord all, uint256 time) internal pure returns (AggregateWord) {
        uint256 today = time / DAY;
        uint256 word = AggregateWord.unwrap(all);
        uint256 folded = (word >> AggregateField.FOLDED_DAY_OFFSET) & AggregateField.FOLDED_DAY_MASK;
        if (folded >= today) return all;
        uint256 ring = word >> AggregateField.RING_OFFSET;
        uint256 late = all.overdue();
        uint256 last = folded + LeverageBounds.RING_DAYS;
        if (ring == 0) last = folded;
        else if (last > today) last = today;
        for (uint256 day = folded + 1; day <= last; ++day) {
            uint256 shift = _shiftOf(day);
            late += (ring >> shift) & AggregateField.OVERDUE_MASK;
            ring &= ~(AggregateField.OVERDUE_MASK << shift);
        }
        return
            AggregateWord.wrap(
                (word & SUMS_MASK) |
                    (today << AggregateField.FOLDED_DAY_OFFSET) |
                    (late << AggregateField.OVERDUE_OFFSET) |
                    (ring << AggregateField.RING_OFFSET)
            );
    }

    /// @notice Counts an account under another day. 0: it is not counted.
    /// @dev Folded up to today. Each counter fits: at most 250 accounts.
    function moved(AggregateWord all, uint256 oldDay, uint256 newDay) internal pure returns (AggregateWord) {
        if (oldDay == newDay) return all;
        uint256 word = AggregateWord.unwrap(all);
        if (oldDay != 0) word -= _counterOf(word, oldDay);
        if (newDay != 0) word += _counterOf(word, newDay);
        return AggregateWord.wrap(word);
    }

    /// @notice Notional over net equity in basis points, rounded up; 0 without notional. `type(uint256).max`: without equity, or while evidence is
    /// overdue, nobody can tell.
    /// @dev Folded up to today.
    function leverage(AggregateWord all) internal pure returns (uint256) {
        if (all.overdue() != 0) return type(uint256).max;
        uint256 sum = all.notional();
        if (sum == 0) return 0;
        int256 cents = all.equity();
        if (cents <= 0) return type(uint256).max;
        return (sum * Shape.BASIS_POINTS + uint256(cents) - 1) / uint256(cents);
    }

    /// @dev One in the counter where a day is counted.
    function _counterOf(uint256 word, uint256 day) private pure returns (uint256) {
        uint256 folded = (word >> AggregateField.FOLDED_DAY_OFFSET) & AggregateField.FOLDED_DAY_MASK;
        return day <= folded ? 1 << AggregateField.OVERDUE_OFFSET : 1 << (AggregateField.RING_OFFSET + _shiftOf(day));
    }

    function _shiftOf(uint256 day) private pure returns (uint256) {
        return (day % LeverageBounds.RING_DAYS) * LeverageBounds.RING_BITS;
    }
}
