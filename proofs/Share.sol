// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostShare} from "../contracts/rules/MostShare.sol";
import {Rule} from "../contracts/types/Rule.sol";

/// @notice Of a share of the supply: what is proved of it in steps, since a quotient of a product is beyond the solver.
contract ShareProof {
    /// @dev That a rule finds one limit for one supply is required here, not proved: to the checker every division has a result of its own.
    function moreUnits_NeverPassTheSameShare(Rule rule, uint256 holding, uint256 larger, uint256 supply) external pure {
        require(holding <= larger && supply < 2 ** 113);
        (bool refused, , uint256 limit) = MostShare.judge(rule, holding, supply);
        (bool also, , uint256 same) = MostShare.judge(rule, larger, supply);
        require(limit == same);
        assert(!refused || also);
    }

    /// @dev Of any number of basis points times units: what a share is divided by rounds down, by less than one unit.
    function aDivisionByBasisPoints_RoundsDown(uint256 product) external pure {
        require(product < 2 ** 129);
        uint256 share = product / 10_000;
        assert(share * 10_000 <= product);
        assert(product < (share + 1) * 10_000);
    }

    function aLargerProduct_IsNoSmallerShare(uint256 product, uint256 larger) external pure {
        require(product <= larger && larger < 2 ** 129);
        assert(product / 10_000 <= larger / 10_000);
    }
}
