// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Facts} from "../types/Facts.sol";
import {Kinds, Shape} from "../types/Kinds.sol";
import {Reading} from "../types/Reading.sol";
import {Rule} from "../types/Rule.sol";

/// @notice What passes within a rolling window stays within a limit. Token units, inclusive.
/// @dev Measured: units within the window, the movement's among them; the engine's meter has summed them up. Shares are rounded down, against the party.
/// Amounts, volumes and what a meter shows are below 2**112.
library Flows {
    function judge(
        Rule rule,
        Reading memory reading,
        uint256 amount,
        Facts memory facts
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = reading.used + amount;
        limit = limitOf(rule, reading, facts);
        refused = measured > limit;
    }

    /// @notice Which amounts pass, from 1 on. `most` below `least`: none.
    function room(
        Rule rule,
        Reading memory reading,
        Facts memory facts
    ) internal pure returns (uint256 least, uint256 most) {
        unchecked {
            uint256 limit = limitOf(rule, reading, facts);
            return (1, limit > reading.used ? limit - reading.used : 0);
        }
    }

    /// @dev Of an outflow: units, or a share of the supply before the movement, or the greater of it and the average weekly volume that was reported,
    /// as 17 CFR 230.144(e)(1) has it. Of an inflow: the receiver's personal limit, if one was attested, or else the rule's. Of a venue: a share of the
    /// average daily volume that was reported; where no venue has a part there is no limit.
    function limitOf(Rule rule, Reading memory reading, Facts memory facts) internal pure returns (uint256) {
        uint256 kind = rule.kind();
        uint256 limit = rule.limit();
        if (kind == Kinds.MOST_OUTFLOW) return limit;
        if (kind == Kinds.MOST_INFLOW) return reading.toWeight == 1 ? reading.beside : limit;
        if (kind == Kinds.MOST_VENUE_VOLUME) {
            return reading.toWeight == 1 ? _share(limit, facts.dailyVolume) : type(uint256).max;
        }
        uint256 share = _share(limit, facts.supply);
        return kind == Kinds.MOST_OUTFLOW_SHARE || share > facts.weeklyVolume ? share : facts.weeklyVolume;
    }

    function _share(uint256 basisPoints, uint256 base) private pure returns (uint256) {
        unchecked {
            return (basisPoints * base) / Shape.BASIS_POINTS; // fits: 14 + 113 bits
        }
    }
}
