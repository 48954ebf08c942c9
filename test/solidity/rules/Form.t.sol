// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPrograms} from "../../../contracts/interfaces/IPrograms.sol";
import {ProgramForm} from "../../../contracts/rules/ProgramForm.sol";
import {RuleForm} from "../../../contracts/rules/RuleForm.sol";
import {HeaderField, Kinds, Modes, Needs, RuleField, Shape, Sides} from "../../../contracts/types/Kinds.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given programs and rules that use lots, groups, modes and spenders: which have a form.
contract FormTest is TestBase {
    uint256 private constant SETS = 2;

    /* THE HEADER */

    function testFuzz_Header_TheClockRunsOn_OrIsKeptBySome(uint8 runsOn, uint32 keptBy) public {
        uint256 terms =
            (uint256(runsOn) << HeaderField.CLOCK_RUNS_ON_OFFSET) |
                (uint256(keptBy) << HeaderField.CLOCK_KEPT_BY_OFFSET);
        _checkHeader(terms, runsOn == 0 || (runsOn == 1 && keptBy == 0));
    }

    function test_Header_TheClock_AtTheBoundary() public {
        _checkHeader(1 << HeaderField.CLOCK_RUNS_ON_OFFSET, true);
        _checkHeader(2 << HeaderField.CLOCK_RUNS_ON_OFFSET, false);
        _checkHeader((1 << HeaderField.CLOCK_RUNS_ON_OFFSET) | (1 << HeaderField.CLOCK_KEPT_BY_OFFSET), false);
        _checkHeader(uint256(type(uint32).max) << HeaderField.CLOCK_KEPT_BY_OFFSET, true);
    }

    function test_Header_EachLaneHasAnOriginBelowSeven() public {
        for (uint256 lane = 0; lane < 8; ++lane) {
            for (uint256 origin = 5; origin < 16; ++origin) {
                uint256 terms = origin << (HeaderField.ORIGINS_OFFSET + lane * Shape.ORIGIN_BITS);
                _checkHeader(terms, origin < Shape.ORIGINS);
            }
        }
    }

    /// @dev The bits above the origins say how many provisions there are: they are nobody's origin.
    function test_Header_ManyProvisions_AreNoOrigin() public view {
        for (uint256 count = Shape.ORIGINS; count < 16; ++count) {
            bytes memory data = abi.encode(Words.header(0, 0, count, count));
            for (uint256 i = 0; i < count; ++i) {
                Rule rule = Words.rule(Kinds.FEWEST_HOLDERS, 1, Sides.SENDER, 10 + i);
                data = bytes.concat(data, abi.encode(Words.with(rule, RuleField.PROVISION_OFFSET, i)));
            }
            for (uint256 i = 0; i <= count; ++i) data = bytes.concat(data, abi.encode(i + 1));
            this.check(data);
        }
    }

    function test_Header_BetweenGuardsAndGroups_NothingMayBeSet() public {
        for (uint256 bit = HeaderField.REST_TO_OFFSET + 16; bit < HeaderField.GROUP_SETS_OFFSET; ++bit) {
            _checkHeader(1 << bit, false);
        }
    }

    function test_Header_GroupsAreThoseThatRulesCount() public {
        Rule[] memory rules = new Rule[](1);
        rules[0] = Words.with(_counting(Kinds.MOST_HOLDERS, Sides.RECEIVER), RuleField.MODES_OFFSET, Modes.TOGETHER);
        rules[0] = Words.with(rules[0], RuleField.COUNTRY_SET_OFFSET, 1);
        for (uint256 groups = 0; groups < 4; ++groups) {
            bytes memory data = bytes.concat(
                abi.encode(Words.header(Needs.GROUPS, 1, 1, 1) | (groups << HeaderField.GROUP_SETS_OFFSET)),
                abi.encode(uint256(1), uint256(0), uint256(0), uint256(0)),
                abi.encode(rules[0], uint256(1), uint256(2))
            );
            if (groups != 1) vm.expectRevert(abi.encodeWithSelector(IPrograms.GroupSetsWrong.selector, groups, 1));
            this.check(data);
        }
    }

    function test_Header_NeedsAreThoseOfTheRules() public {
        _checkNeeds(_lots(Kinds.HOLDING_PERIOD, 1), Needs.LOTS);
        _checkNeeds(_lots(Kinds.TRANCHE_CLOSED_SINCE, 1), Needs.LOTS | Needs.TRANCHES);
        _checkNeeds(_ofSpender(Kinds.SPENDER_REGISTERED, 0), Needs.SPENDER);
        _checkNeeds(_ofSpender(Kinds.FORBIDDEN_STATES, 1), Needs.SPENDER);
        _checkNeeds(Words.rule(Kinds.WHOLE_HOLDING_ONLY, 1, Sides.SENDER, 0), Needs.SENDER_HOLDING);
        _checkNeeds(_counting(Kinds.FEWEST_HOLDERS, Sides.SENDER), 0);
        Rule owners = Words.with(
            _counting(Kinds.MOST_HOLDERS, Sides.RECEIVER),
            RuleField.MODES_OFFSET,
            Modes.BENEFICIAL
        );
        _checkNeeds(owners, Needs.OWNERS);
    }

    /* A RULE'S WORD */

    function test_Modes_OfWhatCounts_AtMostOne() public {
        for (uint256 modes = 0; modes < 16; ++modes) {
            // 0 none, 1 a set, 2 what is outside of one
            for (uint256 scope = 0; scope < 3; ++scope) {
                bool group = modes == Modes.TOGETHER && scope == 1;
                bool one = modes == 0 || modes == Modes.PER_COUNTRY || group;
                uint256 set =
                    scope == 0
                        ? 0
                        : scope == 1
                            ? 1
                            : 3;
                _checkModes(
                    _counting(Kinds.MOST_HOLDERS, Sides.RECEIVER),
                    set,
                    modes,
                    one || modes == Modes.BENEFICIAL
                );
                _checkModes(_counting(Kinds.FEWEST_HOLDERS, Sides.SENDER), set, modes, one);
            }
        }
    }

    function test_Modes_OfOtherRules_TheOtherLifts_IfItNamesSome() public {
        Rule named = Words.with(Words.rule(Kinds.MOST_UNITS, 5), RuleField.OTHER_BITS_OFFSET, 1 << 3);
        for (uint256 modes = 1; modes < 16; ++modes) {
            _checkModes(named, 0, modes, modes == Modes.OTHER_LIFTS);
            _checkModes(Words.rule(Kinds.MOST_UNITS, 5), 0, modes, false);
        }
        // Evidence of the other narrows nothing: its absence would lift the rule.
        _checkField(named, RuleField.OTHER_BITS_OFFSET, 1 << 3);
        Rule ofToken = Words.rule(Kinds.NOT_BEFORE, 1, Sides.TOKEN, 5);
        ofToken = Words.with(ofToken, RuleField.OTHER_BITS_OFFSET, 1 << 24);
        _checkModes(ofToken, 0, Modes.OTHER_LIFTS, false);
        Rule ofSpender = Words.with(_ofSpender(Kinds.FORBIDDEN_STATES, 1), RuleField.OTHER_BITS_OFFSET, 1 << 24);
        _checkModes(ofSpender, 0, Modes.OTHER_LIFTS, false);
    }

    function test_Spender_HasNoLaneAndNoCountry_ButStatuses() public {
        Rule rule = _ofSpender(Kinds.FORBIDDEN_STATES, 1);
        this.checkRule(rule);
        this.checkRule(Words.with(rule, RuleField.LIFTED_BY_OFFSET, 1));
        _checkField(Words.with(rule, RuleField.LANES_OFFSET, 1), RuleField.LANES_OFFSET, 1);
        _checkField(Words.with(rule, RuleField.COUNTRY_SET_OFFSET, 1), RuleField.COUNTRY_SET_OFFSET, 1);
        _checkField(Words.with(rule, RuleField.OTHER_LANES_OFFSET, 1), RuleField.OTHER_LANES_OFFSET, 1);
        _checkField(Words.with(rule, RuleField.OTHER_COUNTRY_SET_OFFSET, 1), RuleField.OTHER_COUNTRY_SET_OFFSET, 1);
        _checkField(Words.with(rule, RuleField.OTHER_BITS_OFFSET, 1 << 24), RuleField.OTHER_BITS_OFFSET, 1 << 24);
        rule = _ofSpender(Kinds.SPENDER_REGISTERED, 0);
        this.checkRule(rule);
        _checkField(Words.with(rule, RuleField.LIFTED_BY_OFFSET, 1), RuleField.LIFTED_BY_OFFSET, 1);
    }

    function test_Spender_OfTransfersOnly_AndOfThreeKindsOnly() public {
        uint256 settlement = 1 << 6;
        this.checkRule(Words.rule(Kinds.SPENDER_REGISTERED, 1 | settlement, Sides.SPENDER, 0));
        for (uint256 movements = 0; movements < 256; ++movements) {
            if (movements != 0 && movements & ~(1 | settlement) == 0) continue;
            Rule rule = Words.rule(Kinds.SPENDER_REGISTERED, movements, Sides.SPENDER, 0);
            _checkField(rule, RuleField.MOVEMENTS_OFFSET, movements);
        }
        for (uint256 kind = 1; kind < 82; ++kind) {
            bool known =
                kind < 10 || (kind > 15 && kind < 20) || kind / 2 == 16 || (kind > 47 && kind < 52) || kind > 79;
            bool judges =
                kind == Kinds.FORBIDDEN_STATES || kind == Kinds.REQUIRED_STATUSES || kind == Kinds.SPENDER_REGISTERED;
            if (!known || judges) continue;
            _checkField(_ofSpender(kind, 1), RuleField.SIDE_OFFSET, Sides.SPENDER);
        }
    }

    function test_Lots_MonthsAndOrigins_AtTheirBoundaries() public {
        _checkWindow(Kinds.HOLDING_PERIOD, 0, false);
        _checkWindow(Kinds.HOLDING_PERIOD, 1, true);
        _checkWindow(Kinds.TRANCHE_CLOSED_SINCE, 0, true);
        _checkWindow(Kinds.HOLDING_PERIOD, Shape.MOST_MONTHS, true);
        _checkWindow(Kinds.TRANCHE_CLOSED_SINCE, Shape.MOST_MONTHS, true);
        _checkWindow(Kinds.HOLDING_PERIOD, Shape.MOST_MONTHS + 1, false);
        _checkWindow(Kinds.TRANCHE_CLOSED_SINCE, Shape.MOST_MONTHS + 1, false);
        this.checkRule(_lots(Kinds.HOLDING_PERIOD, 127));
        _checkField(_lots(Kinds.HOLDING_PERIOD, 0), RuleField.LIMIT_OFFSET, 0);
        _checkField(_lots(Kinds.TRANCHE_CLOSED_SINCE, 128), RuleField.LIMIT_OFFSET, 128);
    }

    function test_Limits_AtTheirBoundaries() public {
        this.checkRule(Words.rule(Kinds.REGION_IN, SETS - 1));
        _checkField(Words.rule(Kinds.REGION_IN, SETS), RuleField.LIMIT_OFFSET, SETS);
        _checkField(Words.rule(Kinds.REGION_NOT_IN, SETS), RuleField.LIMIT_OFFSET, SETS);
        _checkField(_ofSpender(Kinds.SPENDER_REGISTERED, 1), RuleField.LIMIT_OFFSET, 1);
        _checkField(Words.rule(Kinds.WHOLE_HOLDING_ONLY, 1, Sides.SENDER, 1), RuleField.LIMIT_OFFSET, 1);
        uint256 most = type(uint32).max;
        this.checkRule(Words.rule(Kinds.FEWEST_HOLDERS, 1, Sides.SENDER, most));
        _checkField(Words.rule(Kinds.FEWEST_HOLDERS, 1, Sides.SENDER, most + 1), RuleField.LIMIT_OFFSET, most + 1);
        _checkField(Words.rule(Kinds.FEWEST_HOLDERS, 1, Sides.SENDER, 0), RuleField.LIMIT_OFFSET, 0);
    }

    function test_EveryPathHasAForm() public view {
        for (uint256 path = 0; path < 16; ++path) {
            this.checkRule(Words.with(Words.rule(Kinds.MOST_UNITS, 5), RuleField.PATH_OFFSET, path));
        }
    }

    /* GIVEN */

    function check(bytes calldata data) external pure {
        ProgramForm.check(data);
    }

    function checkRule(Rule rule) external pure {
        RuleForm.check(3, rule, SETS, 1);
    }

    function _checkHeader(uint256 terms, bool fits) private {
        uint256 header = Words.header(0, 0, 0, 0) | terms;
        if (!fits) vm.expectRevert(abi.encodeWithSelector(IPrograms.HeaderInvalid.selector, header));
        this.check(abi.encode(header, uint256(0)));
    }

    function _checkNeeds(Rule rule, uint256 wanted) private {
        Rule[] memory rules = new Rule[](1);
        rules[0] = rule;
        this.check(Words.programBytes(wanted, rules));
        for (uint256 bit = 0; bit < 16; ++bit) {
            uint256 given = wanted ^ (1 << bit);
            vm.expectRevert(abi.encodeWithSelector(IPrograms.NeedsWrong.selector, given, wanted));
            this.check(Words.programBytes(given, rules));
        }
    }

    function _checkModes(Rule rule, uint256 set, uint256 modes, bool fits) private {
        rule = Words.with(Words.with(rule, RuleField.MODES_OFFSET, modes), RuleField.COUNTRY_SET_OFFSET, set);
        if (fits) this.checkRule(rule);
        else _checkField(rule, RuleField.MODES_OFFSET, modes);
    }

    function _checkWindow(uint256 kind, uint256 months, bool fits) private {
        Rule rule = Words.with(Words.rule(kind, 1, Sides.SENDER, 1), RuleField.WINDOW_OFFSET, months);
        if (fits) this.checkRule(rule);
        else _checkField(rule, RuleField.WINDOW_OFFSET, months);
    }

    function _checkField(Rule rule, uint256 offset, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IPrograms.RuleFieldInvalid.selector, 3, offset, value));
        this.checkRule(rule);
    }

    function _counting(uint256 kind, uint256 side) private pure returns (Rule) {
        return Words.rule(kind, 1, side, 9);
    }

    function _ofSpender(uint256 kind, uint256 limit) private pure returns (Rule) {
        return Words.rule(kind, 1, Sides.SPENDER, limit);
    }

    function _lots(uint256 kind, uint256 origins) private pure returns (Rule) {
        return Words.with(Words.rule(kind, 1, Sides.SENDER, origins), RuleField.WINDOW_OFFSET, 6);
    }
}
