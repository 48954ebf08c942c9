// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {FewestHolders} from "../contracts/rules/FewestHolders.sol";
import {MostHolders} from "../contracts/rules/MostHolders.sol";
import {Rule} from "../contracts/types/Rule.sol";

/// @notice Of rules on the number of holders, for every rule word and every count that there may be.
contract CountingProof {
    function moreHolders_NeverPassAMostHolders(Rule rule, uint256 before, uint256 more, uint256 leaving) external pure {
        require(before <= more && more < 2 ** 35);
        (bool refused, , ) = MostHolders.judge(rule, before, leaving);
        (bool also, , ) = MostHolders.judge(rule, more, leaving);
        assert(!refused || also);
    }

    function moreHolders_NeverFailAFewestHolders(
        Rule rule,
        uint256 before,
        uint256 more,
        uint256 coming
    ) external pure {
        require(before != 0 && before <= more);
        (bool refused, , ) = FewestHolders.judge(rule, before, coming);
        (bool also, , ) = FewestHolders.judge(rule, more, coming);
        assert(refused || !also);
    }
}
