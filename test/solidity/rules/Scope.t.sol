// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Scope} from "../../../contracts/rules/Scope.sol";
import {Kinds, Modes, RuleField} from "../../../contracts/types/Kinds.sol";
import {PartiesLibrary} from "../../../contracts/types/Parties.sol";
import {Program} from "../../../contracts/types/Program.sol";
import {InvestorFacts, Record} from "../../../contracts/types/Record.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a rule that is narrowed by one field.
contract ScopeTest is TestBase {
    Record private constant NOBODY = Record.wrap(0);
    uint256 private constant NOW = 1_800_000_000;

    function testFuzz_WhenNoFieldIsSet_ItBindsEverybody(
        InvestorFacts memory own,
        InvestorFacts memory other
    ) public pure {
        assertTrue(_binds(Words.rule(Kinds.MOST_UNITS, 5), _record(own), _record(other)));
        assertTrue(_binds(Words.rule(Kinds.MOST_UNITS, 5), _record(own), NOBODY));
    }

    function testFuzz_WhenLanesAreSet_ItBindsThem(
        InvestorFacts memory own,
        InvestorFacts memory other,
        uint8 lanes
    ) public pure {
        lanes = uint8(bound(lanes, 1, 254));
        Record party = _record(own);
        bool among = (lanes >> party.lane()) & 1 != 0;
        assertEq(_bindsWith(RuleField.LANES_OFFSET, lanes, party, _record(other)), among);
    }

    function testFuzz_WhenOtherLanesAreSet_ItBindsOppositeThemOrNobody(
        InvestorFacts memory own,
        InvestorFacts memory other,
        uint8 lanes
    ) public pure {
        lanes = uint8(bound(lanes, 1, 254));
        Record opposite = _record(other);
        bool among = (lanes >> opposite.lane()) & 1 != 0;
        assertEq(_bindsWith(RuleField.OTHER_LANES_OFFSET, lanes, _record(own), opposite), among);
        assertTrue(_bindsWith(RuleField.OTHER_LANES_OFFSET, lanes, _record(own), NOBODY));
    }

    /// @dev The only set of the program is of the countries with an even number.
    function testFuzz_WhenACountrySetIsUsed_ItBindsInsideOrOutside(
        InvestorFacts memory own,
        InvestorFacts memory other,
        bool outside
    ) public pure {
        Record party = _record(own);
        uint256 field = outside ? 3 : 1;
        bool inside = party.country() % 2 == 0;
        assertEq(_bindsWith(RuleField.COUNTRY_SET_OFFSET, field, party, _record(other)), inside != outside);
    }

    function testFuzz_WhenAnotherCountrySetIsUsed_ItBindsOppositeInsideOutsideOrNobody(
        InvestorFacts memory own,
        InvestorFacts memory other,
        bool outside
    ) public pure {
        Record opposite = _record(other);
        uint256 field = outside ? 3 : 1;
        bool inside = opposite.country() % 2 == 0;
        assertEq(_bindsWith(RuleField.OTHER_COUNTRY_SET_OFFSET, field, _record(own), opposite), inside != outside);
        assertTrue(_bindsWith(RuleField.OTHER_COUNTRY_SET_OFFSET, field, _record(own), NOBODY));
    }

    function testFuzz_WhenStatusesLift_ItBindsWhoHasNoneOfThem(
        InvestorFacts memory own,
        InvestorFacts memory other,
        uint32 lifts
    ) public pure {
        bool none = own.statuses & lifts == 0;
        assertEq(_bindsWith(RuleField.LIFTED_BY_OFFSET, lifts, _record(own), _record(other)), none);
        own.statuses &= ~lifts;
        assertTrue(
            _bindsWith(RuleField.LIFTED_BY_OFFSET, lifts, _record(own), _record(other)),
            "whatever the other has"
        );
    }

    function testFuzz_WhenOtherRolesAreAsked_ItBindsOppositeAnyOfThemOrNobody(
        InvestorFacts memory own,
        InvestorFacts memory other,
        uint8 roles
    ) public pure {
        uint256 bits = uint256(bound(roles, 1, 255)) << 24;
        bool any = other.statuses & bits != 0;
        assertEq(_bindsWith(RuleField.OTHER_BITS_OFFSET, bits, _record(own), _record(other)), any);
        assertTrue(_bindsWith(RuleField.OTHER_BITS_OFFSET, bits, _record(own), NOBODY));
    }

    function testFuzz_WhenTheOthersStatusesLift_ItBindsOppositeWhoHasNoneOfThemOrNobody(
        InvestorFacts memory own,
        InvestorFacts memory other,
        uint32 lifts
    ) public pure {
        lifts = uint32(bound(lifts, 1, type(uint32).max));
        other.statusUntil = uint32(NOW + 1);
        bool none = other.statuses & lifts == 0;
        assertEq(_binds(_liftedByOther(lifts), _record(own), _record(other)), none);
        assertTrue(_binds(_liftedByOther(lifts), _record(own), NOBODY));
    }

    function testFuzz_WhenTheOthersEvidenceIsStale_ItLiftsOnlyForWhoLeaves(
        InvestorFacts memory own,
        InvestorFacts memory other,
        uint24 lifts
    ) public pure {
        lifts = uint24(bound(lifts, 1, type(uint24).max));
        other.statuses = lifts;
        other.statusUntil = uint32(NOW);
        (Rule rule, Record party) = (_liftedByOther(lifts), _record(own));
        assertFalse(_asReceiver(rule, party, _record(other)), "opposite who leaves");
        assertTrue(_asSender(rule, party, _record(other)), "opposite who acquires");
        other.statuses |= 1 << 24;
        assertFalse(
            _asSender(_liftedByOther(uint32(lifts) | (1 << 24)), party, _record(other)),
            "a role is never stale"
        );
    }

    function _liftedByOther(uint32 statuses) private pure returns (Rule rule) {
        rule = Words.with(Words.rule(Kinds.MOST_UNITS, 5), RuleField.OTHER_BITS_OFFSET, statuses);
        rule = Words.with(rule, RuleField.MODES_OFFSET, Modes.OTHER_LIFTS);
    }

    function testFuzz_WhenTwoFieldsAreSet_BothMustMatch(
        InvestorFacts memory own,
        InvestorFacts memory other,
        uint8 lanes,
        uint32 lifts
    ) public pure {
        lanes = uint8(bound(lanes, 1, 254));
        Rule rule = Words.with(Words.rule(Kinds.MOST_UNITS, 5), RuleField.LANES_OFFSET, lanes);
        rule = Words.with(rule, RuleField.LIFTED_BY_OFFSET, lifts);
        Record party = _record(own);
        bool wanted = (lanes >> party.lane()) & 1 != 0 && own.statuses & lifts == 0;
        assertEq(_binds(rule, party, _record(other)), wanted);
    }

    function _bindsWith(uint256 offset, uint256 value, Record party, Record other) private pure returns (bool) {
        return _binds(Words.with(Words.rule(Kinds.MOST_UNITS, 5), offset, value), party, other);
    }

    /// @dev The party is the receiver, and then the sender: the same of both.
    function _binds(Rule rule, Record party, Record other) private pure returns (bool asReceiver) {
        asReceiver = _asReceiver(rule, party, other);
        assertEq(_asSender(rule, party, other), asReceiver, "as sender");
    }

    function _asReceiver(Rule rule, Record party, Record other) private pure returns (bool) {
        return Scope.has(_program(), rule, party, PartiesLibrary.make(other, party, NOBODY), NOW);
    }

    function _asSender(Rule rule, Record party, Record other) private pure returns (bool) {
        Rule ofSender = Rule.wrap(Rule.unwrap(rule) ^ (1 << RuleField.SIDE_OFFSET));
        return Scope.has(_program(), ofSender, party, PartiesLibrary.make(party, other, NOBODY), NOW);
    }

    function _program() private pure returns (Program) {
        uint256 even = type(uint256).max / 3; // bits 0, 2, 4, ...
        return Words.programOfSet([even, even, even, even]);
    }

    /// @dev Facts as a registry takes them.
    function _record(InvestorFacts memory facts) private pure returns (Record) {
        facts.country %= 1024;
        facts.region %= 1024;
        facts.lane %= 8;
        return Words.record(facts);
    }
}
//
