// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {BoundsField, GuardField} from "./Kinds.sol";
import {Record} from "./Record.sol";

/// @notice What a party's record and the time must be, so that none of the rules that a guard stands for refuses.
/// @dev One word, low bits first. Statuses and states lie where a `Record` has them.
///
/// | bits    | field    | meaning                                                                                                       |
/// | ------- | -------- | ------------------------------------------------------------------------------------------------------------- |
/// | 0-95    | sets     | 8 bits each: bit 0 used, bit 1 outside, bit 2 the region and not the country, bits 3-7 index; the first 0 ends |
/// | 96      | identity | identity evidence is fresh                                                                                    |
/// | 97      | evidence | evidence of the statuses is fresh                                                                             |
/// | 98      | known    | the registry knows the party                                                                                  |
/// | 99-130  | statuses | the party has all of these                                                                                    |
/// | 131-138 | states   | the party has none of these                                                                                   |
/// | 139-186 | from     | from <= now, unix seconds                                                                                     |
/// | 187-234 | until    | now < until, unix seconds                                                                                     |
/// | 235     | running  | trading does not stand still                                                                                  |
type Guard is uint256;

/// @notice Between which numbers of units a guard holds; none at all pass as well.
/// @dev One word: bits 0-111 the least, bits 112-223 the most, both inclusive.
type Bounds is uint256;

using GuardLibrary for Guard global;
using BoundsLibrary for Bounds global;

library GuardLibrary {
    uint256 private constant STATUSES = GuardField.STATUSES_MASK << GuardField.STATUSES_OFFSET;
    uint256 private constant BITS = STATUSES | (GuardField.STATES_MASK << GuardField.STATES_OFFSET);
    uint256 private constant FLAGS =
        (1 << GuardField.IDENTITY_OFFSET) |
            (1 << GuardField.EVIDENCE_OFFSET) |
            (1 << GuardField.KNOWN_OFFSET) |
            (1 << GuardField.RUNNING_OFFSET);

    /// @notice Whether a party has all statuses, none of the states, and what of evidence is asked for, and the time is right.
    /// @param time Unix seconds. @param halted Whether trading stands still.
    function fits(Guard guard, Record party, uint256 time, bool halted) internal pure returns (bool) {
        uint256 word = Guard.unwrap(guard);
        // With its statuses turned over, a record has a bit where it lacks a status or has a state.
        if ((Record.unwrap(party) ^ STATUSES) & word & BITS != 0) return false;
        if (time < (word >> GuardField.FROM_OFFSET) & GuardField.FROM_MASK) return false;
        if (time >= (word >> GuardField.UNTIL_OFFSET) & GuardField.UNTIL_MASK) return false;
        if (word & FLAGS == 0) return true;
        if (halted && word & (1 << GuardField.RUNNING_OFFSET) != 0) return false;
        if (word & (1 << GuardField.IDENTITY_OFFSET) != 0 && time >= party.kycUntil()) return false;
        if (word & (1 << GuardField.EVIDENCE_OFFSET) != 0 && time >= party.statusUntil()) return false;
        return word & (1 << GuardField.KNOWN_OFFSET) == 0 || party.isKnown();
    }

    /// @notice The sets of the guard, the first in the lowest bits; zero: no further one.
    function sets(Guard guard) internal pure returns (uint256) {
        return Guard.unwrap(guard) & GuardField.SETS_MASK;
    }
}

library BoundsLibrary {
    function hold(Bounds bounds, uint256 units) internal pure returns (bool) {
        if (units > (Bounds.unwrap(bounds) >> BoundsField.MOST_OFFSET) & BoundsField.MOST_MASK) return false;
        return units >= (Bounds.unwrap(bounds) >> BoundsField.LEAST_OFFSET) & BoundsField.LEAST_MASK || units == 0;
    }
}
