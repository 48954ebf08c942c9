// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostHolders} from "../../../contracts/rules/MostHolders.sol";
import {Counts} from "../../../contracts/types/Counts.sol";
import {Kinds, RuleField} from "../../../contracts/types/Kinds.sol";
import {Record} from "../../../contracts/types/Record.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a limit on holders in some lanes, or in all, when somebody of these lanes becomes one.
contract MostHoldersTest is TestBase {
    function testFuzz_WhenNobodyCeases_TheCountAfterIsMeasured(uint256[8] memory holders, uint256 lanes) public pure {
        lanes = bound(lanes, 0, 254);
        uint256 counted = _sum(holders, lanes);
        _check(holders, lanes, counted + 1, false, false);
        _check(holders, lanes, counted + 2, false, false);
        _check(holders, lanes, counted, false, true);
        _check(holders, lanes, 0, false, true);
    }

    function testFuzz_WhenOneOfTheseLanesCeases_ItPasses(uint256[8] memory holders, uint256 lanes) public pure {
        lanes = bound(lanes, 0, 254);
        (bool refused, , ) = MostHolders.judge(_rule(lanes, 0), _counts(holders), _sender(lanes, true), true);
        assertFalse(refused, "the count does not rise, above its limit though it is");
    }

    function testFuzz_WhenOneOfOtherLanesCeases_TheCountAfterIsMeasured(
        uint256[8] memory holders,
        uint256 lanes
    ) public pure {
        lanes = bound(lanes, 1, 254);
        uint256 counted = _sum(holders, lanes);
        _check(holders, lanes, counted + 1, true, false);
        _check(holders, lanes, counted, true, true);
    }

    function _check(uint256[8] memory holders, uint256 lanes, uint256 limit, bool ceases, bool wanted) private pure {
        Record sender = ceases ? _sender(lanes, false) : Record.wrap(0);
        (bool refused, uint256 measured, uint256 told) = MostHolders.judge(
            _rule(lanes, limit),
            _counts(holders),
            sender,
            ceases
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, _sum(holders, lanes) + 1, "measured");
        assertEq(told, limit, "limit");
    }

    function _rule(uint256 lanes, uint256 limit) private pure returns (Rule) {
        return Words.with(Words.rule(Kinds.MOST_HOLDERS, limit), RuleField.LANES_OFFSET, lanes);
    }

    /// @dev A party of the lowest lane that is among `lanes`, or is not.
    function _sender(uint256 lanes, bool among) private pure returns (Record) {
        uint8 lane = 0;
        while ((lanes == 0 || (lanes >> lane) & 1 != 0) != among) ++lane;
        return Words.record(Words.facts(0, lane));
    }

    /// @dev As many as there may be in all: below 2**32.
    function _counts(uint256[8] memory holders) private pure returns (Counts) {
        uint256 word = 0;
        for (uint256 lane = 0; lane < 8; ++lane) word |= (holders[lane] % (1 << 29)) << (32 * lane);
        return Counts.wrap(word);
    }

    function _sum(uint256[8] memory holders, uint256 lanes) private pure returns (uint256 sum) {
        for (uint256 lane = 0; lane < 8; ++lane) {
            if (lanes == 0 || (lanes >> lane) & 1 != 0) sum += holders[lane] % (1 << 29);
        }
    }
}
