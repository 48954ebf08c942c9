// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Flows} from "../contracts/rules/Flows.sol";
import {MostPurchasers} from "../contracts/rules/MostPurchasers.sol";
import {Facts} from "../contracts/types/Facts.sol";
import {Kinds} from "../contracts/types/Kinds.sol";
import {Reading} from "../contracts/types/Reading.sol";
import {Rule} from "../contracts/types/Rule.sol";

/// @notice Of rules that read a meter, for every rule word and every reading that there may be.
contract FlowProof {
    function morePurchasers_NeverPass(Rule rule, uint256 used, uint256 more, uint256 toWeight) external pure {
        require(used <= more && more < 2 ** 112);
        (bool refused, , ) = MostPurchasers.judge(rule, Reading(used, 0, 0, toWeight, 0, 0));
        (bool also, , ) = MostPurchasers.judge(rule, Reading(more, 0, 0, toWeight, 0, 0));
        assert(!refused || also);
    }

    function whoHasBought_Passes(Rule rule, uint256 used) external pure {
        require(used < 2 ** 112);
        (bool refused, , ) = MostPurchasers.judge(rule, Reading(used, 0, 0, 0, 0, 0));
        assert(!refused);
    }

    function moreUnits_NeverPassAFlow(
        Rule rule,
        uint256[4] calldata readings,
        uint256 amount,
        uint256 larger,
        Facts memory facts
    ) external pure {
        (uint256 used, uint256 more, uint256 beside, uint256 toWeight) = (
            readings[0],
            readings[1],
            readings[2],
            readings[3]
        );
        require(amount <= larger && larger < 2 ** 113 && used <= more && more < 2 ** 128);
        require(facts.supply < 2 ** 113 && facts.dailyVolume < 2 ** 112 && facts.weeklyVolume < 2 ** 112);
        (bool refused, , uint256 limit) = Flows.judge(rule, Reading(used, beside, 0, toWeight, 0, 0), amount, facts);
        (bool also, , uint256 same) = Flows.judge(rule, Reading(more, beside, 0, toWeight, 0, 0), larger, facts);
        assert(limit == same);
        assert(!refused || also);
    }

    function room_OfAFlow_IsWhatPasses(
        Rule rule,
        Reading memory reading,
        uint256 amount,
        Facts memory facts
    ) external pure {
        require(amount != 0 && amount < 2 ** 113 && reading.used < 2 ** 128);
        require(facts.supply < 2 ** 113 && facts.dailyVolume < 2 ** 112 && facts.weeklyVolume < 2 ** 112);
        (bool refused, , ) = Flows.judge(rule, reading, amount, facts);
        (uint256 least, uint256 most) = Flows.room(rule, reading, facts);
        assert(refused == (amount < least || amount > most));
    }

    function aShareOfTheSupply_RoundsDown(Rule rule, Reading memory reading, Facts memory facts) external pure {
        require(rule.kind() == Kinds.MOST_OUTFLOW_SHARE && facts.supply < 2 ** 113);
        uint256 limit = Flows.limitOf(rule, reading, facts);
        assert(limit * 10_000 <= rule.limit() * facts.supply);
        assert(rule.limit() * facts.supply < (limit + 1) * 10_000);
    }

    /// @dev The greater of two: no more than the volume, or no more than the exact share; and no less than either, but for less than one unit.
    function aShareOrTheVolume_RoundsDown(Rule rule, Reading memory reading, Facts memory facts) external pure {
        require(rule.kind() == Kinds.MOST_OUTFLOW_SHARE_OR_VOLUME);
        require(facts.supply < 2 ** 113 && facts.weeklyVolume < 2 ** 112);
        uint256 limit = Flows.limitOf(rule, reading, facts);
        assert(limit == facts.weeklyVolume || limit * 10_000 <= rule.limit() * facts.supply);
        assert(limit >= facts.weeklyVolume && rule.limit() * facts.supply < (limit + 1) * 10_000);
    }

    function aShareOfAVenuesVolume_RoundsDown(Rule rule, Reading memory reading, Facts memory facts) external pure {
        require(rule.kind() == Kinds.MOST_VENUE_VOLUME && reading.toWeight == 1 && facts.dailyVolume < 2 ** 112);
        uint256 limit = Flows.limitOf(rule, reading, facts);
        assert(limit * 10_000 <= rule.limit() * facts.dailyVolume);
        assert(rule.limit() * facts.dailyVolume < (limit + 1) * 10_000);
    }

    function anInflow_IsLimitedByThePersonalLimit_OrElseTheRules(
        Rule rule,
        Reading memory reading,
        Facts memory facts
    ) external pure {
        require(rule.kind() == Kinds.MOST_INFLOW);
        assert(Flows.limitOf(rule, reading, facts) == (reading.toWeight == 1 ? reading.beside : rule.limit()));
    }
}
