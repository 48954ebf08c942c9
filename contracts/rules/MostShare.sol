// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rule} from "../types/Rule.sol";
import {Shape} from "../types/Kinds.sol";

/// @notice A receiver holds, over all wallets and after the movement, at most a share of the supply. Token units, inclusive.
/// @dev Limit: basis points × base / 10,000, rounded down once, against the receiver. Base: the larger of the supply after the movement and the
/// floor in the rule's own limit, or else the first mint could never happen. It judges increases only: what a burn elsewhere makes of a share refuses no exit.
/// Made for concentration limits in an issuer's own documents.
library MostShare {
    function judge(
        Rule rule,
        uint256 holdingAfter,
        uint256 supplyAfter
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        uint256 floor = rule.limit();
        uint256 base = supplyAfter > floor ? supplyAfter : floor;
        measured = holdingAfter;
        limit = (rule.window() * base) / Shape.BASIS_POINTS; // fits: 16 + 113 bits
        refused = measured > limit;
    }
}
