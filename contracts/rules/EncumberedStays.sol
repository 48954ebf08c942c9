// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";

/// @notice A sender holds, over all wallets and after the movement, at least the units that are pledged by holds of the token or that venues have recorded as
/// collateral. Token units, inclusive.
/// @dev Binds only who has the state `leveraged`; of nobody else anything is read. Collateral that leaves is an increase of leverage, not an exit. Made for
/// agreements by which units serve as collateral where no hold of the token binds them.
library EncumberedStays {
    /// @param encumbered Token units; while they are not known, anything.
    /// @param known Whether they were read.
    function judge(
        Record sender,
        uint256 holdingAfter,
        uint256 encumbered,
        bool known
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        if (!sender.isLeveraged()) return (false, 0, 0);
        (measured, limit) = (holdingAfter, encumbered);
        refused = !known || measured < limit;
    }

    /// @notice Which amounts pass, from 1 on. `most` below `least`: none.
    /// @param holding Before the movement.
    function room(
        Record sender,
        uint256 holding,
        uint256 encumbered
    ) internal pure returns (uint256 least, uint256 most) {
        unchecked {
            if (!sender.isLeveraged()) return (1, Shape.MOST_UNITS);
            return (1, holding > encumbered ? holding - encumbered : 0);
        }
    }
}
