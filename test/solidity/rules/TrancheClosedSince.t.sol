// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Months} from "../../../contracts/rules/Months.sol";
import {TrancheClosedSince} from "../../../contracts/rules/TrancheClosedSince.sol";
import {Kinds, RuleField, Shape} from "../../../contracts/types/Kinds.sol";
import {LotLibrary} from "../../../contracts/types/Lot.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Tranches} from "../../../contracts/types/Tranches.sol";
import {LotLists} from "../LotLists.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given lots of origins 1 and 6, the first of which move first.
contract TrancheClosedSinceTest is TestBase {
    uint256 private constant CLOSED = 20_000;
    uint256 private constant LATER = 20_300;
    uint256 private constant ALL = 127;

    function test_AnOpenTrancheBarsForEver() public pure {
        _checkOpen(ALL, 1, Tranches.wrap(0));
        _checkOpen(ALL, 11, _closed(1, CLOSED));
        _checkOpen(1 << 6, 11, _closed(1, CLOSED));
    }

    function test_OnlyWhatMovesIsJudged() public pure {
        _check(ALL, 10, _closed(1, CLOSED), Months.passed(CLOSED, 12));
        _check(1 << 1, 20, _closed(1, CLOSED), Months.passed(CLOSED, 12));
        _check(1 << 6, 10, Tranches.wrap(0), 0); // none of it moves
        _check(1 << 0, 20, Tranches.wrap(0), 0);
    }

    function test_TheLastOfThemToCloseDecides_WhenAcquiredDoesNot() public pure {
        Tranches both = _closed(1, LATER).withClosedOn(6, CLOSED);
        _check(ALL, 20, both, Months.passed(LATER, 12));
        _check(1 << 6, 20, both, Months.passed(CLOSED, 12));
        _check(ALL, 20, both.withClosedOn(6, LATER + 1), Months.passed(LATER + 1, 12));
    }

    function test_WithoutMonths_WhenTheDayOfClosingIsOver() public pure {
        Rule rule = Words.rule(Kinds.TRANCHE_CLOSED_SINCE, 1, 0, 1 << 1);
        uint256 end = (CLOSED + 1) * 1 days;
        (bool refused, , uint256 limit) = TrancheClosedSince.judge(
            rule,
            LotLists.list(LotLibrary.make(1, 1, 5)),
            _closed(1, CLOSED),
            5,
            end - 1
        );
        assertTrue(refused);
        assertEq(limit, end);
    }

    function testFuzz_EachOriginHasItsDay(uint16[7] memory days_) public pure {
        Tranches tranches;
        for (uint256 i = 0; i < 7; ++i) tranches = tranches.withClosedOn(i, days_[i]);
        for (uint256 i = 0; i < 7; ++i) assertEq(tranches.closedOn(i), days_[i]);
        for (uint256 i = 0; i < 7; ++i) tranches = tranches.withClosedOn(i, 0);
        assertEq(Tranches.unwrap(tranches), 0);
    }

    function _closed(uint256 origin, uint256 day) private pure returns (Tranches) {
        return Tranches.wrap(0).withClosedOn(origin, day);
    }

    function _checkOpen(uint256 origins, uint256 amount, Tranches tranches) private pure {
        (bool refused, uint256 measured, uint256 limit) = _judge(origins, amount, tranches, 4_000_000_000);
        assertTrue(refused, "refused");
        assertEq(measured, 4_000_000_000, "measured");
        assertEq(limit, Shape.NEVER, "limit");
    }

    function _check(uint256 origins, uint256 amount, Tranches tranches, uint256 end) private pure {
        for (uint256 i = 0; i < 3; ++i) {
            uint256 time = end == 0 ? i : end - 1 + i;
            (bool refused, uint256 measured, uint256 limit) = _judge(origins, amount, tranches, time);
            assertEq(refused, time < end, "refused");
            assertEq(measured, time, "measured");
            assertEq(limit, end, "limit");
        }
    }

    function _judge(
        uint256 origins,
        uint256 amount,
        Tranches tranches,
        uint256 time
    ) private pure returns (bool refused, uint256 measured, uint256 limit) {
        Rule rule = Words.with(Words.rule(Kinds.TRANCHE_CLOSED_SINCE, 1, 0, origins), RuleField.WINDOW_OFFSET, 12);
        return
            TrancheClosedSince.judge(
                rule,
                LotLists.list(LotLibrary.make(20_100, 1, 10), LotLibrary.make(20_200, 6, 10)),
                tranches,
                amount,
                time
            );
    }
}
