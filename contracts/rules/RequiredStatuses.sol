// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A receiver has all evidence bits in the limit. Measured: those it has. Limit: all required.
/// @dev Made for qualified purchasers at acquisition (15 USC 80a-3(c)(7)) and accredited investors at a sale by the issuer (17 CFR 230.506(c)).
/// A cleared bit means that there is no evidence, never that the fact is known to be false.
library RequiredStatuses {
    function judge(Rule rule, Record party) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        limit = rule.limit();
        measured = party.statuses() & limit;
        refused = measured != limit;
    }
}
