// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {Lot} from "../types/Lot.sol";
import {Rule} from "../types/Rule.sol";
import {Months} from "./Months.sol";

/// @notice A sender has held what it moves for `window` civil months, as far as it is of the origins in the limit. Oldest lots move first.
/// @dev Measured: now. Limit: when the youngest unit of these that moves has been held so long; both unix seconds. Refused while now < limit.
/// Made for 17 CFR 230.144(d) and 227.501. The clock belongs to the units: who keeps it, and who starts it anew, `Acquisitions` says.
library HoldingPeriod {
    function judge(
        Rule rule,
        Lot[] memory lots,
        uint256 amount,
        uint256 time
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        (bool any, uint256 day) = _youngest(lots, amount, rule.limit());
        measured = time;
        if (any) limit = Months.passed(day, rule.window());
        refused = measured < limit;
    }

    /// @return any Whether a lot of these origins moves. @return day Of the youngest that does.
    function _youngest(
        Lot[] memory lots,
        uint256 amount,
        uint256 origins
    ) private pure returns (bool any, uint256 day) {
        for (uint256 i = 0; i < lots.length && amount != 0; ++i) {
            Lot lot = lots[i];
            if ((origins >> lot.origin()) & 1 != 0) (any, day) = (true, lot.day()); // they ascend by day
            uint256 units = lot.units();
            amount = units < amount ? amount - units : 0;
        }
    }

    /// @notice Which amounts pass, from 1 on: those that reach no lot that is too young. `most` below `least`: none.
    function room(Rule rule, Lot[] memory lots, uint256 time) internal pure returns (uint256 least, uint256 most) {
        unchecked {
            for (uint256 i = 0; i < lots.length; ++i) {
                (bool refused, , ) = judge(rule, lots, most + 1, time);
                if (refused) return (1, most);
                most += lots[i].units();
            }
            return (1, Shape.MOST_UNITS);
        }
    }
}
