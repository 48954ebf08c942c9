// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostPurchasers} from "../contracts/rules/MostPurchasers.sol";
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
}
