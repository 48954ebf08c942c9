// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../../../contracts/interfaces/IReasons.sol";
import {Change, Changes} from "../../../contracts/rules/Changes.sol";
import {Rules} from "../../../contracts/rules/Rules.sol";
import {Facts} from "../../../contracts/types/Facts.sol";
import {Findings, FindingsLibrary} from "../../../contracts/types/Finding.sol";
import {Kinds, Movements, Needs, RuleField, Sides, States} from "../../../contracts/types/Kinds.sol";
import {Movement} from "../../../contracts/types/Movement.sol";
import {ProgramLibrary} from "../../../contracts/types/Program.sol";
import {InvestorFacts, Record} from "../../../contracts/types/Record.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given rules on paths: those of path 0 must all hold, and all of at least one other.
contract RulesTest is TestBase {
    uint256 private constant AMOUNT = 50;

    /* WITHOUT PATHS, WITH ONE, WITH SEVERAL */

    function test_WithoutPaths_EveryRuleMustHold() public {
        _rules(_passes(0), _refuses(0, 1), _refuses(0, 2));
        _check([uint256(1), 2], 2);
    }

    function test_WithOnePath_EveryRuleOfItMustHold() public {
        _rules(_passes(0), _refuses(1, 1), _passes(1));
        _check([uint256(1), 0], 1);
        _rules(_passes(0), _passes(1), _passes(2));
        _check([uint256(0), 0], 0);
    }

    function test_WithSeveral_OneThatIsOpenIsEnough() public {
        _rules(_refuses(1, 1), _passes(2), _refuses(3, 1));
        _check([uint256(0), 0], 0);
        _rules(_refuses(1, 1), _refuses(2, 1), _passes(3));
        _check([uint256(0), 0], 0);
        _rules(_passes(1), _refuses(2, 1), _refuses(15, 1));
        _check([uint256(0), 0], 0);
    }

    function test_AnOpenPathLiftsNothingOfPathZero() public {
        _rules(_refuses(0, 1), _passes(1), _refuses(2, 1));
        _check([uint256(0), 0], 1);
    }

    function test_WhereAllAreClosed_ThoseOfEachAreListed_InOrder() public {
        _rules(_refuses(1, 1), _passes(1), _refuses(2, 1));
        _check([uint256(0), 2], 2);
        _rules(_refuses(0, 1), _refuses(7, 1), _refuses(15, 1));
        _checkAll([uint256(0), 1, 2]);
    }

    /// @dev A rule that does not bind is no obstacle: a path of nothing else is open.
    function test_APathThatBindsNothing_IsOpen() public {
        Rule ofMints = Rule.wrap(Rule.unwrap(_refuses(2, 1)) ^ (3 << RuleField.MOVEMENTS_OFFSET)); // transfers before
        _rules(_refuses(1, 1), ofMints, _refuses(3, 1));
        _check([uint256(0), 0], 0);
        Rule ofLane = Words.with(_refuses(2, 1), RuleField.LANES_OFFSET, 1 << 6);
        _rules(_refuses(1, 1), ofLane, _refuses(3, 1));
        _check([uint256(0), 0], 0);
    }

    /* WHERE NOTHING IS JUDGED */

    function test_AtAmountZero_ByForce_WithinOne_NoPathIsAsked() public {
        _rules(_refuses(0, 1), _refuses(1, 1), _refuses(2, 1));
        (Movement memory movement, Facts memory facts, Change memory change) = _asked();
        Findings memory found = FindingsLibrary.withRoomFor(9);
        movement.amount = 0;
        assertEq(_judge(movement, facts, change, found), 0);
        movement.amount = AMOUNT;
        movement.kind = Movements.FORCED;
        assertEq(_judge(movement, facts, change, found), 0);
        movement.kind = Movements.TRANSFER;
        change.withinOne = true;
        assertEq(_judge(movement, facts, change, found), 0);
        assertEq(found.count(), 0);
    }

    /* ROOM */

    function test_WithRoomForOne_TheFirstAlone() public {
        _rules(_refuses(0, 1), _refuses(1, 1), _refuses(2, 1));
        assertEq(_first(1), 0);
        _rules(_passes(0), _refuses(1, 1), _refuses(2, 1));
        assertEq(_first(1), 1);
        _rules(_passes(1), _refuses(1, 1), _refuses(2, 1));
        assertEq(_first(1), 1);
    }

    function test_WithoutRoom_TheFirstReverts_OfPathZero_OrOfTheFirstClosedPath() public {
        _rules(_passes(0), _refuses(1, 1), _refuses(2, 1));
        vm.expectRevert(abi.encodeWithSelector(IReasons.MovementAboveMost.selector, 1, 7, AMOUNT, 1));
        this.enforce();
        _rules(_refuses(0, 1), _passes(1), _passes(2));
        vm.expectRevert(abi.encodeWithSelector(IReasons.MovementAboveMost.selector, 0, 7, AMOUNT, 1));
        this.enforce();
        _rules(_passes(0), _refuses(1, 1), _passes(2));
        this.enforce();
    }

    function enforce() external view {
        (Movement memory movement, Facts memory facts, Change memory change) = _asked();
        Findings memory none;
        Rules.judge(ProgramLibrary.within(_program), movement, facts, change, none);
    }

    /* A RULE THAT TURNS ON WHAT WAS NOT READ */

    function test_OnAClosedPath_AShareRule_AsksForTheSupply() public {
        _rules(_share(1), _refuses(2, 1), _refuses(3, 1));
        (Movement memory movement, Facts memory facts, Change memory change) = _asked();
        Findings memory found = FindingsLibrary.withRoomFor(9);
        assertEq(_judge(movement, facts, change, found), Needs.SUPPLY, "missing");
        found.cutTo(0);
        Changes.withSupply(change, movement, 10_000);
        assertEq(_judge(movement, facts, change, found), 0, "missing now");
        assertEq(found.count(), 0, "the share is large enough: path 1 is open");
        Changes.withSupply(change, movement, 100);
        assertEq(_judge(movement, facts, change, found), 0);
        assertEq(found.count(), 3);
    }

    function test_OnAPathAfterAnOpenOne_ItAsksForNothing() public {
        _rules(_passes(1), _share(2), _share(3));
        (Movement memory movement, Facts memory facts, Change memory change) = _asked();
        Findings memory found = FindingsLibrary.withRoomFor(9);
        assertEq(_judge(movement, facts, change, found), 0, "missing");
        assertEq(found.count(), 0);
    }

    function test_ALeverageRule_AsksOnlyAboutSomebodyLeveraged() public {
        _rules(_passes(0), _onPath(0, Kinds.MOST_LEVERAGE, 20_000), _refuses(0, 1));
        (Movement memory movement, Facts memory facts, Change memory change) = _asked();
        Findings memory found = FindingsLibrary.withRoomFor(9);
        assertEq(_judge(movement, facts, change, found), 0, "of nobody leveraged");
        facts.receiver = _leveraged();
        assertEq(_judge(movement, facts, change, found), Needs.LEVERAGE, "missing");
        found.cutTo(0);
        change.leverageIsKnown = true;
        facts.receiverLeverage = 20_000;
        assertEq(_judge(movement, facts, change, found), 0, "missing now");
        assertEq(found.count(), 1, "the last rule alone");
    }

    function test_AfterAShareRule_ItAsksForOneAfterTheOther() public {
        _rules(_share(0), _onPath(0, Kinds.MOST_LEVERAGE, 20_000), _passes(0));
        (Movement memory movement, Facts memory facts, Change memory change) = _asked();
        facts.receiver = _leveraged();
        Findings memory found = FindingsLibrary.withRoomFor(9);
        assertEq(_judge(movement, facts, change, found), Needs.SUPPLY);
        Changes.withSupply(change, movement, 10_000);
        assertEq(_judge(movement, facts, change, found), Needs.LEVERAGE);
    }

    /* GIVEN */

    function _leveraged() private pure returns (Record) {
        InvestorFacts memory some = Words.facts(276, 5);
        some.states = uint8(States.LEVERAGED);
        return Words.record(some);
    }

    bytes private _program;

    function _rules(Rule first, Rule second, Rule third) private {
        Rule[] memory rules = new Rule[](3);
        (rules[0], rules[1], rules[2]) = (first, second, third);
        _program = Words.programBytes(0, rules);
    }

    function _onPath(uint256 path, uint256 kind, uint256 limit) private pure returns (Rule) {
        return Words.with(Words.rule(kind, 1, Sides.RECEIVER, limit), RuleField.PATH_OFFSET, path);
    }

    function _passes(uint256 path) private pure returns (Rule) {
        return _onPath(path, Kinds.MOST_PER_MOVEMENT, AMOUNT);
    }

    function _refuses(uint256 path, uint256 limit) private pure returns (Rule) {
        return _onPath(path, Kinds.MOST_PER_MOVEMENT, limit);
    }

    /// @dev A tenth of the supply, which counts as at least 10.
    function _share(uint256 path) private pure returns (Rule) {
        return Words.with(_onPath(path, Kinds.MOST_SHARE, 10), RuleField.WINDOW_OFFSET, 1000);
    }

    function _asked() private pure returns (Movement memory movement, Facts memory facts, Change memory change) {
        movement = Movement(Movements.TRANSFER, address(1), address(0), address(2), address(3), AMOUNT);
        facts.sender = Words.record(Words.facts(840, 2));
        facts.receiver = Words.record(Words.facts(276, 5));
        change.receiverAfter = AMOUNT;
    }

    function _judge(
        Movement memory movement,
        Facts memory facts,
        Change memory change,
        Findings memory found
    ) private view returns (uint256 missing) {
        return Rules.judge(ProgramLibrary.within(_program), movement, facts, change, found);
    }

    function _found(uint256 room) private view returns (Findings memory found) {
        (Movement memory movement, Facts memory facts, Change memory change) = _asked();
        found = FindingsLibrary.withRoomFor(room);
        assertEq(_judge(movement, facts, change, found), 0, "missing");
    }

    function _first(uint256 room) private view returns (uint256) {
        Findings memory found = _found(room);
        assertEq(found.count(), room, "full");
        return found.list[0].rule;
    }

    /// @param wanted The rules that refuse, of which the first `count` are meant.
    function _check(uint256[2] memory wanted, uint256 count) private view {
        Findings memory found = _found(9);
        assertEq(found.count(), count, "findings");
        for (uint256 i = 0; i < count; ++i) assertEq(found.list[i].rule, wanted[i], "rule");
    }

    function _checkAll(uint256[3] memory wanted) private view {
        Findings memory found = _found(9);
        assertEq(found.count(), 3, "findings");
        for (uint256 i = 0; i < 3; ++i) assertEq(found.list[i].rule, wanted[i], "rule");
    }
}
