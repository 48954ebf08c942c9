// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {GroupStanding} from "../../../contracts/rules/GroupStanding.sol";
import {Kinds, RuleField} from "../../../contracts/types/Kinds.sol";
import {GroupMark} from "../../../contracts/types/GroupMark.sol";
import {Program} from "../../../contracts/types/Program.sol";
import {InvestorFacts, Record} from "../../../contracts/types/Record.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a rule whose scope names members, and whose bits name who is excluded.
contract GroupStandingTest is TestBase {
    uint256 private constant WHOLE = 10_000;

    function test_WhenTheScopeIsEmpty_EverybodyIsAMember() public pure {
        _check(_rule(0, 0, 0, 0), _investor(0, 0, 0), WHOLE, false);
        _check(_rule(0, 0, 0, 0), _investor(840, 7, type(uint32).max), WHOLE, false);
    }

    function testFuzz_WhenAnyStatusLifts_ItIsNoMember(uint32 statuses, uint32 liftedBy) public pure {
        _check(_rule(0, 0, liftedBy, 0), _investor(0, 0, statuses), statuses & liftedBy == 0 ? WHOLE : 0, false);
    }

    function testFuzz_WhenAnyBitExcludes_ItIsOnNeitherSide(uint32 statuses, uint32 liftedBy, uint32 bits) public pure {
        bool excluded = statuses & bits != 0;
        uint256 weight = excluded || statuses & liftedBy != 0 ? 0 : WHOLE;
        _check(_rule(0, 0, liftedBy, bits), _investor(0, 0, statuses), weight, excluded);
    }

    function testFuzz_WhenTheLaneIsNotNamed_ItIsNoMember(uint8 lane, uint8 lanes) public pure {
        lane = uint8(bound(lane, 0, 7));
        uint256 weight = lanes == 0 || (lanes >> lane) & 1 != 0 ? WHOLE : 0;
        _check(_rule(lanes, 0, 0, 0), _investor(0, lane, 0), weight, false);
    }

    function testFuzz_WhenTheCountryIsNotInTheSet_ItIsNoMember(uint16 country, bool outside) public pure {
        country = uint16(bound(country, 0, 1023));
        Program program = Words.programOfSet([uint256(0), 0, 0, 1 << (840 - 768)]);
        _check(program, _rule(0, outside ? 3 : 1, 0, 0), _investor(country, 0, 0), outside ? WHOLE : 0, false, true);
    }

    function testFuzz_UnitsThatGoAndComeBackLeaveTheSumsAsTheyWere(
        uint112 units,
        uint128 sum,
        uint16 from,
        uint16 to
    ) public pure {
        GroupMark memory a = GroupMark(true, from & 1 != 0, uint16(bound(from, 0, WHOLE)));
        GroupMark memory b = GroupMark(to & 2 != 0, to & 1 != 0, uint16(bound(to, 0, WHOLE)));
        sum = uint128(bound(sum, uint256(units) * a.weight, uint256(2) ** 127 + uint256(units) * a.weight));
        uint256 there = GroupStanding.weighted(sum, units, a, b);
        assertEq(there, uint256(sum) + uint256(units) * b.weight - uint256(units) * a.weight, "weighted");
        assertEq(GroupStanding.weighted(there, units, b, a), sum, "and back");
        there = GroupStanding.excluded(sum, units, a, b);
        assertEq(GroupStanding.excluded(there, units, b, a) >= sum, true, "excluded, never less than before");
        there = GroupStanding.counted(sum, units, a, b);
        assertEq(GroupStanding.counted(there, units, b, a) >= sum, true, "counted, likewise");
    }

    function test_SumsStayWithinTheirField() public pure {
        GroupMark memory none;
        GroupMark memory whole = GroupMark(true, true, 10_000);
        uint256 most = type(uint128).max;
        assertEq(GroupStanding.weighted(most, type(uint112).max, none, whole), most, "weighted");
        assertEq(GroupStanding.excluded(most, 1, none, whole), most, "excluded");
        assertEq(GroupStanding.counted(most, 1, none, whole), most, "counted");
        assertEq(GroupStanding.weighted(9_999, 1, whole, none), 0, "never below zero");
    }

    function _rule(uint256 lanes, uint256 set, uint256 liftedBy, uint256 bits) private pure returns (Rule rule) {
        rule = Words.with(Words.rule(Kinds.MOST_GROUP_SHARE, 1), RuleField.LANES_OFFSET, lanes);
        rule = Words.with(rule, RuleField.COUNTRY_SET_OFFSET, set);
        rule = Words.with(rule, RuleField.LIFTED_BY_OFFSET, liftedBy);
        return Words.with(rule, RuleField.OTHER_BITS_OFFSET, bits);
    }

    function _investor(uint16 country, uint8 lane, uint32 statuses) private pure returns (Record) {
        InvestorFacts memory facts = Words.facts(country, lane);
        facts.statuses = statuses;
        return Words.record(facts);
    }

    function _check(Rule rule, Record record, uint256 weight, bool excluded) private pure {
        _check(Program.wrap(0), rule, record, weight, excluded, false);
    }

    /// @param ofSet Whether the weight is that of who is not in the set.
    function _check(Program program, Rule rule, Record record, uint256 weight, bool excluded, bool ofSet) private pure {
        if (ofSet && program.setHas(0, record.country())) weight = WHOLE - weight;
        GroupMark memory mark = GroupStanding.markOf(program, rule, record);
        assertEq(mark.counted, true, "counted");
        assertEq(uint256(mark.weight), weight, "weight");
        assertEq(mark.excluded, excluded, "excluded");
    }
}
