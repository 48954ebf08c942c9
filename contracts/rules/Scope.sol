// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Roles, Sides} from "../types/Kinds.sol";
import {Parties} from "../types/Parties.sol";
import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice Whom a rule binds. A field that is zero narrows nothing.
library Scope {
    /// @notice Whether the rule binds `party`, one of `parties`, opposite the other.
    /// @dev The other is zero where the kind of movement has no other party: in a mint and a burn the issuer itself stands there, and every scope
    /// that asks for somebody opposite is met.
    /// @param time Unix seconds.
    function has(Program program, Rule rule, Record party, Parties parties, uint256 time) internal pure returns (bool) {
        uint256 lanes = rule.lanes();
        if (lanes != 0 && (lanes >> party.lane()) & 1 == 0) return false;
        if (!rule.isNarrowedBeyondLanes()) return true;
        uint256 set = rule.countrySet();
        if (set != 0 && !_resides(program, set, party)) return false;
        if (party.statuses() & rule.liftedBy() != 0) return false;
        if (!rule.narrowsOther()) return true;
        Record other = parties.on(rule.side() ^ 1); // sender and receiver are 0 and 1
        if (!other.isKnown()) return true;
        lanes = rule.otherLanes();
        if (lanes != 0 && (lanes >> other.lane()) & 1 == 0) return false;
        set = rule.otherCountrySet();
        if (set != 0 && !_resides(program, set, other)) return false;
        uint256 bits = rule.otherBits();
        if (bits == 0) return true;
        bits &= other.statuses();
        return rule.otherLifts() ? !_lifts(rule, other, bits, time) : bits != 0;
    }

    /// @dev Whether those of its statuses that lift the rule do. Evidence of who acquires does so while it is fresh; evidence of who leaves does so
    /// for ever, since what lapses refuses no exit.
    function _lifts(Rule rule, Record other, uint256 bits, uint256 time) private pure returns (bool) {
        bool fresh = rule.side() == Sides.RECEIVER || time < other.statusUntil();
        return bits & (fresh ? type(uint32).max : Roles.ALL) != 0;
    }

    /// @param field Bit 0 used, bit 1 outside, bits 2 to 6 index of the set.
    function _resides(Program program, uint256 field, Record party) private pure returns (bool) {
        bool outside = field & 2 != 0;
        return program.setHas(field >> 2, party.country()) != outside;
    }
}
