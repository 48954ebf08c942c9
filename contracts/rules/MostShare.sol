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

    /// @notice Which amounts pass, from 1 on. `most` below `least`: none.
    /// @param holding Before the movement; supply: too.
    /// @param grows Whether the supply grows by the amount.
    function room(
        Rule rule,
        uint256 holding,
        uint256 supply,
        bool grows
    ) internal pure returns (uint256 least, uint256 most) {
        unchecked {
            (, , uint256 limit) = judge(rule, holding, supply);
            least = 1;
            if (limit > holding) most = limit - holding;
            if (!grows) return (least, most);
            // Of the supply, holding + amount <= share × (supply + amount), solved for the amount. What passes without that growth passes with it.
            uint256 share = rule.window();
            uint256 may = share * supply;
            uint256 has = Shape.BASIS_POINTS * holding;
            if (may < has) return (least, most);
            if (share == Shape.BASIS_POINTS) return (least, Shape.MOST_UNITS);
            uint256 grown = (may - has) / (Shape.BASIS_POINTS - share);
            if (grown > most) most = grown;
        }
    }
}
