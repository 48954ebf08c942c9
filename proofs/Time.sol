// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {NotAfter} from "../contracts/rules/NotAfter.sol";
import {NotBefore} from "../contracts/rules/NotBefore.sol";
import {Rule} from "../contracts/types/Rule.sol";

/// @notice Of rules on time, for every rule word and every second.
contract TimeProof {
    function whatIsNotTooEarly_NeverIsAgain(Rule rule, uint256 time, uint256 later) external pure {
        require(time <= later);
        (bool refused, , ) = NotBefore.judge(rule, time);
        (bool also, , ) = NotBefore.judge(rule, later);
        assert(refused || !also);
    }

    function whatIsTooLate_StaysTooLate(Rule rule, uint256 time, uint256 later) external pure {
        require(time <= later);
        (bool refused, , ) = NotAfter.judge(rule, time);
        (bool also, , ) = NotAfter.judge(rule, later);
        assert(!refused || also);
    }
}
