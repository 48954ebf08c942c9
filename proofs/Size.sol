// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LeastPerMovement} from "../contracts/rules/LeastPerMovement.sol";
import {MostPerMovement} from "../contracts/rules/MostPerMovement.sol";
import {Rule} from "../contracts/types/Rule.sol";

/// @notice Of rules on the amount, for every rule word and every amount.
contract SizeProof {
    function moreUnits_NeverPassAMostPerMovement(Rule rule, uint256 amount, uint256 larger) external pure {
        require(amount <= larger);
        (bool refused, , ) = MostPerMovement.judge(rule, amount);
        (bool also, , ) = MostPerMovement.judge(rule, larger);
        assert(!refused || also);
    }

    function moreUnits_NeverFailALeastPerMovement(Rule rule, uint256 amount, uint256 larger) external pure {
        require(amount <= larger);
        (bool refused, , ) = LeastPerMovement.judge(rule, amount);
        (bool also, , ) = LeastPerMovement.judge(rule, larger);
        assert(refused || !also);
    }

    function room_OfAMostPerMovement_IsWhatPasses(Rule rule, uint256 amount) external pure {
        require(amount != 0);
        (bool refused, , ) = MostPerMovement.judge(rule, amount);
        (uint256 least, uint256 most) = MostPerMovement.room(rule);
        assert(refused == (amount < least || amount > most));
    }
}
