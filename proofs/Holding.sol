// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LeastHolding} from "../contracts/rules/LeastHolding.sol";
import {MostShare} from "../contracts/rules/MostShare.sol";
import {MostUnits} from "../contracts/rules/MostUnits.sol";
import {Rule} from "../contracts/types/Rule.sol";

/// @notice Of rules on a holding, for every rule word and every holding and supply that there may be.
contract HoldingProof {
    function moreUnits_NeverPassAMostUnits(Rule rule, uint256 holding, uint256 larger) external pure {
        require(holding <= larger);
        (bool refused, , ) = MostUnits.judge(rule, holding);
        (bool also, , ) = MostUnits.judge(rule, larger);
        assert(!refused || also);
    }

    /// @dev That nothing overflows: the checker looks at each operation.
    function aMostShare_OfAnySupply(Rule rule, uint256 holding, uint256 supply) external pure {
        require(supply < 2 ** 113);
        MostShare.judge(rule, holding, supply);
    }

    function moreUnits_NeverFailALeastHolding(Rule rule, uint256 holding, uint256 larger) external pure {
        require(holding != 0 && holding <= larger);
        (bool refused, , ) = LeastHolding.judge(rule, holding);
        (bool also, , ) = LeastHolding.judge(rule, larger);
        assert(refused || !also);
    }

    function room_OfAMostUnits_IsWhatPasses(Rule rule, uint256 holding, uint256 amount) external pure {
        require(amount != 0 && amount < 2 ** 113 && holding < 2 ** 113);
        (bool refused, , ) = MostUnits.judge(rule, holding + amount);
        (uint256 least, uint256 most) = MostUnits.room(rule, holding);
        assert(refused == (amount < least || amount > most));
    }

    function room_OfALeastHolding_IsWhatMayLeave(Rule rule, uint256 holding, uint256 amount) external pure {
        require(amount != 0 && amount < holding);
        (bool refused, , ) = LeastHolding.judge(rule, holding - amount);
        (uint256 least, uint256 most) = LeastHolding.room(rule, holding, true);
        assert(refused == (amount < least || amount > most));
    }
}
