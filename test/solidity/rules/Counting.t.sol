// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Change} from "../../../contracts/rules/Changes.sol";
import {Counting} from "../../../contracts/rules/Counting.sol";
import {Counts} from "../../../contracts/types/Counts.sol";
import {Facts} from "../../../contracts/types/Facts.sol";
import {Kinds, Modes, RuleField, Sides} from "../../../contracts/types/Kinds.sol";
import {Program} from "../../../contracts/types/Program.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given counts of a country, of all countries, of a group and of owners: whom a rule on holders counts.
contract CountingTest is TestBase {
    uint16 private constant INSIDE = 276;
    uint16 private constant ALSO_INSIDE = 250;
    uint16 private constant OUTSIDE = 840;
    uint8 private constant LANE = 2;
    uint256 private constant LANES = 1 << LANE;

    /* BEFORE */

    function testFuzz_Before_EveryModeReadsItsOwn(
        uint24[8] memory totals,
        uint24[8] memory country,
        uint24[8] memory group,
        uint8 lanes
    ) public pure {
        (Facts memory facts, ) = _facts(OUTSIDE, OUTSIDE);
        facts.totals = _word(totals);
        facts.receiverCounts = _word(country);
        facts.groups[0] = _word(group);
        lanes = uint8(bound(lanes, 0, 254));
        assertEq(Counting.before(_rule(0, lanes), facts), _sum(totals, lanes), "of all countries");
        assertEq(Counting.before(_rule(Modes.PER_COUNTRY, lanes), facts), _sum(country, lanes), "of the receiver's");
        assertEq(Counting.before(_rule(Modes.TOGETHER, lanes), facts), _sum(group, lanes), "of the group");
        facts.senderCounts = facts.receiverCounts;
        facts.receiverCounts = Counts.wrap(0);
        Rule ofSender = Words.with(Words.rule(Kinds.FEWEST_HOLDERS, 1, 0, 9), RuleField.LANES_OFFSET, lanes);
        ofSender = Words.with(ofSender, RuleField.MODES_OFFSET, Modes.PER_COUNTRY);
        assertEq(Counting.before(ofSender, facts), _sum(country, lanes), "of the sender's");
    }

    /// @dev Holders who were looked through are holders, but those behind them may all be of other lanes.
    function testFuzz_Before_Beneficial_OwnersInsteadOfThem(
        uint24[8] memory direct,
        uint24[8] memory lookedThrough,
        uint24[8] memory owners,
        uint8 lanes
    ) public pure {
        (Facts memory facts, ) = _facts(OUTSIDE, OUTSIDE);
        uint24[8] memory totals;
        for (uint256 i = 0; i < 8; ++i) {
            direct[i] /= 2;
            lookedThrough[i] /= 2;
            totals[i] = direct[i] + lookedThrough[i];
        }
        facts.totals = _word(totals);
        facts.owners = _word(owners);
        facts.lookedThrough = _word(lookedThrough);
        lanes = uint8(bound(lanes, 0, 254));
        uint256 wanted = _sum(direct, lanes) + _sum(owners, lanes);
        assertEq(Counting.before(_rule(Modes.BENEFICIAL, lanes), facts), wanted, "beneficial");
        assertEq(Counting.before(_rule(0, lanes), facts), _sum(totals, lanes), "of record");
    }

    /// @dev One intermediary of lane 7, two owners of lane 2 behind it: nobody of lane 7 is counted, and nothing falls below zero.
    function test_Before_Beneficial_InALaneThatOnlyIntermediariesHave() public pure {
        (Facts memory facts, ) = _facts(OUTSIDE, OUTSIDE);
        facts.totals = facts.lookedThrough = Counts.wrap(uint256(1) << 224);
        facts.owners = Counts.wrap(uint256(2) << 64);
        assertEq(Counting.before(_rule(Modes.BENEFICIAL, 1 << 7), facts), 0);
        assertEq(Counting.before(_rule(Modes.BENEFICIAL, 1 << 2), facts), 2);
        assertEq(Counting.before(_rule(Modes.BENEFICIAL, 0), facts), 2);
    }

    /* WHO LEAVES, WHO COMES */

    function test_Leaving_OfTheSameCell() public pure {
        _checkSwap(0, OUTSIDE, INSIDE, 1, 1);
        _checkSwap(Modes.PER_COUNTRY, INSIDE, INSIDE, 1, 1);
        _checkSwap(Modes.PER_COUNTRY, ALSO_INSIDE, INSIDE, 0, 0);
        _checkSwap(Modes.TOGETHER, ALSO_INSIDE, INSIDE, 1, 1);
        _checkSwap(Modes.TOGETHER, OUTSIDE, INSIDE, 0, 1);
        _checkSwap(Modes.TOGETHER, INSIDE, OUTSIDE, 1, 0);
    }

    function test_Leaving_OfAnotherLane_MakesNoRoom() public pure {
        (Facts memory facts, Change memory change) = _facts(INSIDE, INSIDE);
        facts.sender = Words.record(Words.facts(INSIDE, LANE + 1));
        assertEq(Counting.leaving(_set(), _rule(Modes.TOGETHER, LANES), facts, change), 0);
        assertEq(Counting.leaving(_set(), _rule(Modes.TOGETHER, 0), facts, change), 1);
        facts.receiver = Words.record(Words.facts(INSIDE, LANE + 1));
        assertEq(Counting.coming(_set(), _rule(Modes.TOGETHER, LANES), facts, change), 0);
    }

    function test_Leaving_NobodyUnlessSomebodyDoes() public pure {
        (Facts memory facts, Change memory change) = _facts(INSIDE, INSIDE);
        (change.ceases, change.becomes) = (false, false);
        assertEq(Counting.leaving(_set(), _rule(0, 0), facts, change), 0);
        assertEq(Counting.coming(_set(), _rule(0, 0), facts, change), 0);
    }

    function test_Leaving_ALookedThroughSender_TakesItsOwnersAlong() public pure {
        (Facts memory facts, Change memory change) = _facts(INSIDE, INSIDE);
        facts.senderOwners = Counts.wrap(5 << (32 * LANE));
        assertEq(Counting.leaving(_set(), _rule(Modes.BENEFICIAL, LANES), facts, change), 5);
        assertEq(Counting.leaving(_set(), _rule(0, LANES), facts, change), 1, "of record it is one");
        facts.senderOwners = Counts.wrap(5 << (32 * (LANE + 1)));
        assertEq(Counting.leaving(_set(), _rule(Modes.BENEFICIAL, LANES), facts, change), 0, "none of these lanes");
    }

    /* GIVEN */

    function _checkSwap(uint256 modes, uint16 from, uint16 to, uint256 leaving, uint256 coming) private pure {
        (Facts memory facts, Change memory change) = _facts(from, to);
        assertEq(Counting.leaving(_set(), _rule(modes, LANES), facts, change), leaving, "leaving");
        assertEq(Counting.coming(_set(), _rule(modes, LANES), facts, change), coming, "coming");
    }

    function _set() private pure returns (Program) {
        uint256[4] memory set;
        set[0] = 1 << ALSO_INSIDE;
        set[1] = 1 << (INSIDE - 256);
        return Words.programOfSet(set);
    }

    /// @dev Set 0, if it is a group.
    function _rule(uint256 modes, uint256 lanes) private pure returns (Rule rule) {
        rule = Words.with(Words.rule(Kinds.MOST_HOLDERS, 1, Sides.RECEIVER, 9), RuleField.LANES_OFFSET, lanes);
        rule = Words.with(rule, RuleField.MODES_OFFSET, modes);
        if (modes == Modes.TOGETHER) rule = Words.with(rule, RuleField.COUNTRY_SET_OFFSET, 1);
    }

    /// @dev One ceases and one becomes.
    function _facts(uint16 from, uint16 to) private pure returns (Facts memory facts, Change memory change) {
        facts.sender = Words.record(Words.facts(from, LANE));
        facts.receiver = Words.record(Words.facts(to, LANE));
        facts.groups = new Counts[](1);
        (change.ceases, change.becomes) = (true, true);
    }

    function _word(uint24[8] memory lanes) private pure returns (Counts) {
        uint256 word = 0;
        for (uint256 i = 0; i < 8; ++i) word |= uint256(lanes[i]) << (32 * i);
        return Counts.wrap(word);
    }

    function _sum(uint24[8] memory lanes, uint256 mask) private pure returns (uint256 sum) {
        for (uint256 i = 0; i < 8; ++i) {
            if (mask == 0 || (mask >> i) & 1 != 0) sum += lanes[i];
        }
    }
}
