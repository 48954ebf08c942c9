// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostGroupShare} from "../contracts/rules/MostGroupShare.sol";
import {Reading} from "../contracts/types/Reading.sol";
import {Rule} from "../contracts/types/Rule.sol";

/// @notice Of the share of a group, for every rule word of its kind and every reading within the bounds that its comments name.
contract GroupShareProof {
    function aLargerSum_NeverPasses(
        Rule rule,
        Reading memory reading,
        uint256 more,
        uint256 amount,
        uint256 supplyAfter
    ) external pure {
        _require(rule, reading, amount, supplyAfter);
        require(reading.used <= more && more < 2 ** 128);
        (bool refused, , ) = MostGroupShare.judge(rule, reading, amount, supplyAfter);
        reading.used = more;
        (bool also, , ) = MostGroupShare.judge(rule, reading, amount, supplyAfter);
        assert(!refused || also);
    }

    function moreUnitsOfWhoIsExcluded_NeverPass(
        Rule rule,
        Reading memory reading,
        uint256 more,
        uint256 amount,
        uint256 supplyAfter
    ) external pure {
        _require(rule, reading, amount, supplyAfter);
        require(reading.beside <= more && more < 2 ** 113);
        (bool refused, , ) = MostGroupShare.judge(rule, reading, amount, supplyAfter);
        reading.beside = more;
        (bool also, , ) = MostGroupShare.judge(rule, reading, amount, supplyAfter);
        assert(!refused || also);
    }

    /// @dev Of a transfer by which neither side of the share shrinks in favour of the group.
    function moreUnitsMoved_NeverPass(
        Rule rule,
        Reading memory reading,
        uint256 amount,
        uint256 larger,
        uint256 supply
    ) external pure {
        _require(rule, reading, larger, supply);
        require(reading.toWeight >= reading.fromWeight && reading.toBeside >= reading.fromBeside);
        require(amount <= larger);
        (bool refused, , ) = MostGroupShare.judge(rule, reading, amount, supply);
        (bool also, , ) = MostGroupShare.judge(rule, reading, larger, supply);
        assert(!refused || also);
    }

    function moreUnitsMinted_NeverPass(
        Rule rule,
        uint256 used,
        uint256 beside,
        uint256 weight,
        uint256 amount,
        uint256 larger,
        uint256 supply
    ) external pure {
        Reading memory reading = Reading(used, beside, 0, weight, 0, 0);
        require(supply < 2 ** 112 && larger < 2 ** 112);
        _require(rule, reading, larger, supply + larger);
        require(weight >= rule.window() % 32_768 && amount <= larger);
        (bool refused, , ) = MostGroupShare.judge(rule, reading, amount, supply + amount);
        (bool also, , ) = MostGroupShare.judge(rule, reading, larger, supply + larger);
        assert(!refused || also);
    }

    /// @dev Measured up and limit down: what they tell is never below what is refused.
    function whatIsRefused_IsMeasuredAboveTheLimit(
        Rule rule,
        Reading memory reading,
        uint256 amount,
        uint256 supplyAfter
    ) external pure {
        _require(rule, reading, amount, supplyAfter);
        (bool refused, uint256 measured, uint256 limit) = MostGroupShare.judge(rule, reading, amount, supplyAfter);
        assert(!refused || measured > limit);
    }

    function whatGrows_IsRefusedAboveTheExactShare(
        Rule rule,
        uint256 used,
        uint256 weight,
        uint256 amount,
        uint256 supply
    ) external pure {
        Reading memory reading = Reading(used, 0, 0, weight, 0, 0);
        _require(rule, reading, amount, supply);
        (bool refused, uint256 measured, uint256 limit) = MostGroupShare.judge(rule, reading, amount, supply);
        uint256 held = used + amount * weight;
        uint256 base = supply > rule.limit() ? supply : rule.limit();
        uint256 most = (rule.window() % 32_768) * base;
        assert(refused == (weight != 0 && (rule.window() >= 32_768 ? held >= most : held > most)));
        assert(measured * 10_000 >= held && limit * 10_000 <= most);
    }

    /// @dev What `RuleForm` lets pass of this kind, and what the comments say of numbers; of a meter, more than any can show.
    function _require(Rule rule, Reading memory reading, uint256 amount, uint256 supplyAfter) private pure {
        uint256 share = rule.window() % 32_768;
        require(share != 0 && share <= 10_000 && rule.limit() != 0);
        require(reading.used < 2 ** 128 && reading.beside < 2 ** 113 && amount < 2 ** 113 && supplyAfter < 2 ** 113);
        require(reading.fromWeight <= 10_000 && reading.toWeight <= 10_000);
        require(reading.fromBeside <= 1 && reading.toBeside <= 1);
    }
}
