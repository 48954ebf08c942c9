// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostShare} from "../contracts/rules/MostShare.sol";
import {Rule} from "../contracts/types/Rule.sol";

/// @notice Of a share of the supply, for every rule word and every supply that there may be.
contract ShareProof {
    function moreUnits_NeverPassAMostShare(Rule rule, uint256 holding, uint256 larger, uint256 supply) external pure {
        require(holding <= larger && supply < 2 ** 113);
        (bool refused, , uint256 limit) = MostShare.judge(rule, holding, supply);
        (bool also, , uint256 same) = MostShare.judge(rule, larger, supply);
        assert(limit == same);
        assert(!refused || also);
    }

    function aMostShare_RoundsDown_ByLessThanOneUnit(Rule rule, uint256 holding, uint256 supply) external pure {
        require(supply < 2 ** 113);
        (, , uint256 limit) = MostShare.judge(rule, holding, supply);
        uint256 base = supply > rule.limit() ? supply : rule.limit();
        assert(limit * 10_000 <= rule.window() * base);
        assert(rule.window() * base < (limit + 1) * 10_000);
    }

    function room_OfAMostShare_IsWhatPasses(Rule rule, uint256 holding, uint256 supply, uint256 amount) external pure {
        require(amount != 0 && amount < 2 ** 112 && holding < 2 ** 113 && supply < 2 ** 113);
        (bool refused, , ) = MostShare.judge(rule, holding + amount, supply);
        (uint256 least, uint256 most) = MostShare.room(rule, holding, supply, false);
        assert(refused == (amount < least || amount > most));
    }

    /// @dev Of units that are new, so that the supply grows with them.
    function room_OfAMostShare_IsWhatPassesAMint(
        Rule rule,
        uint256 holding,
        uint256 supply,
        uint256 amount
    ) external pure {
        require(rule.window() <= 10_000);
        require(amount != 0 && amount < 2 ** 112 && holding < 2 ** 112 && supply < 2 ** 112);
        (bool refused, , ) = MostShare.judge(rule, holding + amount, supply + amount);
        (uint256 least, uint256 most) = MostShare.room(rule, holding, supply, true);
        assert(refused == (amount < least || amount > most));
    }
}
