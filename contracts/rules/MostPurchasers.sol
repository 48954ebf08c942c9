// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Reading} from "../types/Reading.sol";
import {Rule} from "../types/Rule.sol";

/// @notice At most so many investors buy within a rolling window. Inclusive; who has bought within it passes.
/// @dev Measured: purchasers within the window with the receiver. Made for 17 CFR 230.506(b)(2)(i): purchasers who are not accredited in any 90 calendar
/// days.
library MostPurchasers {
    function judge(
        Rule rule,
        Reading memory reading
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = reading.used + 1;
        limit = rule.limit();
        refused = reading.toWeight == 1 && measured > limit;
    }
}
