// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A receiver is counted in one of the lanes in the limit, a mask. Measured: the lane.
/// @dev Made for classes of investors that an offering admits; lane 0, unclassified, is admitted nowhere.
library LaneInSet {
    function judge(Rule rule, Record party) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = party.lane();
        limit = rule.limit();
        refused = (limit >> measured) & 1 == 0;
    }
}
