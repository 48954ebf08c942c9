// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {Lot} from "../types/Lot.sol";
import {Rule} from "../types/Rule.sol";
import {Tranches} from "../types/Tranches.sol";
import {Months} from "./Months.sol";

/// @notice The tranche of what a sender moves was closed `window` civil months ago, as far as it is of the origins in the limit.
/// @dev Measured: now. Limit: when all those tranches have been closed so long, `Shape.NEVER` while one of them is open; both unix seconds.
/// Refused while now < limit. Made for the distribution compliance period of 17 CFR 230.903(b)(3), which belongs to the offering, not to a holder.
library TrancheClosedSince {
    function judge(
        Rule rule,
        Lot[] memory lots,
        Tranches tranches,
        uint256 amount,
        uint256 time
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        (bool any, bool open, uint256 day) = (false, false, 0);
        uint256 origins = rule.limit();
        for (uint256 i = 0; i < lots.length && amount != 0; ++i) {
            Lot lot = lots[i];
            uint256 origin = lot.origin();
            if ((origins >> origin) & 1 != 0) {
                uint256 closed = tranches.closedOn(origin);
                any = true;
                if (closed == 0) open = true;
                if (closed > day) day = closed;
            }
            uint256 units = lot.units();
            amount = units < amount ? amount - units : 0;
        }
        measured = time;
        if (any) limit = open ? Shape.NEVER : Months.passed(day, rule.window());
        refused = measured < limit;
    }

    /// @notice Which amounts pass, from 1 on: those that reach no lot of a tranche that is open or too young. `most` below `least`: none.
    function room(
        Rule rule,
        Lot[] memory lots,
        Tranches tranches,
        uint256 time
    ) internal pure returns (uint256 least, uint256 most) {
        unchecked {
            for (uint256 i = 0; i < lots.length; ++i) {
                (bool refused, , ) = judge(rule, lots, tranches, most + 1, time);
                if (refused) return (1, most);
                most += lots[i].units();
            }
            return (1, Shape.MOST_UNITS);
        }
    }
}
