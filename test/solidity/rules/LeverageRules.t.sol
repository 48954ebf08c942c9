// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EncumberedStays} from "../../../contracts/rules/EncumberedStays.sol";
import {MostEmbeddedLeverage} from "../../../contracts/rules/MostEmbeddedLeverage.sol";
import {MostLeverage} from "../../../contracts/rules/MostLeverage.sol";
import {Kinds, RuleField, Shape, States} from "../../../contracts/types/Kinds.sol";
import {InvestorFacts, Record} from "../../../contracts/types/Record.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given rules on leverage, and parties with the state `leveraged` and without it.
contract LeverageRulesTest is TestBase {
    /* THE PRODUCT'S OWN */

    function testFuzz_Embedded_AtOneBelowTheLimit_AtIt_AndOneAbove(uint256 hundredths) public pure {
        hundredths = bound(hundredths, 1, Shape.MOST_EMBEDDED);
        uint256 own = hundredths * 100;
        _checkEmbedded(hundredths, own + 1, false);
        _checkEmbedded(hundredths, own, false);
        _checkEmbedded(hundredths, own - 1, true);
    }

    function _checkEmbedded(uint256 hundredths, uint256 limit, bool wanted) private pure {
        Rule rule = Words.with(Words.rule(Kinds.MOST_EMBEDDED_LEVERAGE, limit), RuleField.WINDOW_OFFSET, hundredths);
        (bool refused, uint256 measured, uint256 told) = MostEmbeddedLeverage.judge(rule);
        assertEq(refused, wanted, "refused");
        assertEq(measured, hundredths * 100, "measured");
        assertEq(told, limit, "limit");
    }

    /* THE RECEIVER'S */

    function testFuzz_Leverage_AtOneBelowTheLimit_AtIt_AndOneAbove(uint256 limit) public pure {
        limit = bound(limit, 1, Shape.MOST_LEVERAGE);
        _checkLeverage(limit, limit - 1, false);
        _checkLeverage(limit, limit, false);
        _checkLeverage(limit, limit + 1, true);
        _checkLeverage(limit, type(uint256).max, true);
    }

    function testFuzz_WhoIsNotLeveraged_PassesWhateverIsSaid(uint256 said, bool known) public pure {
        Rule rule = Words.rule(Kinds.MOST_LEVERAGE, 1);
        (bool refused, , ) = MostLeverage.judge(rule, _party(false), said, known);
        assertFalse(refused, "leverage");
        (refused, , ) = EncumberedStays.judge(_party(false), 0, said, known);
        assertFalse(refused, "encumbered");
        (uint256 least, uint256 most) = EncumberedStays.room(_party(false), 0, said);
        assertEq(least, 1);
        assertEq(most, Shape.MOST_UNITS);
    }

    function testFuzz_WhatIsNotKnown_IsRefused(uint256 said, uint256 holding) public pure {
        (bool refused, , ) = MostLeverage.judge(Words.rule(Kinds.MOST_LEVERAGE, said), _party(true), said, false);
        assertTrue(refused, "leverage");
        (refused, , ) = EncumberedStays.judge(_party(true), holding, 0, false);
        assertTrue(refused, "encumbered");
    }

    function _checkLeverage(uint256 limit, uint256 leverage, bool wanted) private pure {
        Rule rule = Words.rule(Kinds.MOST_LEVERAGE, limit);
        (bool refused, uint256 measured, uint256 told) = MostLeverage.judge(rule, _party(true), leverage, true);
        assertEq(refused, wanted, "refused");
        assertEq(measured, leverage, "measured");
        assertEq(told, limit, "limit");
    }

    /* THE SENDER'S COLLATERAL */

    function testFuzz_Encumbered_AtOneBelow_AtIt_AndOneAbove(uint256 units) public pure {
        units = bound(units, 1, Shape.MOST_UNITS);
        _checkEncumbered(units, units - 1, true);
        _checkEncumbered(units, units, false);
        _checkEncumbered(units, units + 1, false);
    }

    function testFuzz_Room_IsTheLargestAmountThatIsNotRefused(uint256 units, uint256 holding) public pure {
        units = bound(units, 0, Shape.MOST_UNITS);
        holding = bound(holding, 1, Shape.MOST_UNITS);
        (uint256 least, uint256 most) = EncumberedStays.room(_party(true), holding, units);
        assertEq(least, 1);
        if (most != 0) _checkEncumbered(units, holding - most, false);
        if (most < holding) _checkEncumbered(units, holding - most - 1, true);
    }

    function _checkEncumbered(uint256 units, uint256 left, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 told) = EncumberedStays.judge(_party(true), left, units, true);
        assertEq(refused, wanted, "refused");
        assertEq(measured, left, "measured");
        assertEq(told, units, "limit");
    }

    function _party(bool leveraged) private pure returns (Record) {
        InvestorFacts memory some = Words.facts(840, 3);
        // Every other state says nothing here.
        uint256 others = type(uint8).max ^ States.LEVERAGED;
        some.states = uint8(leveraged ? others | States.LEVERAGED : others);
        return Words.record(some);
    }
}
