// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A party is of a region of the set whose index is the limit. Measured: the region, as the registry's scheme numbers them; 0: none.
/// @dev Made for state securities law, where an offering is qualified or exempt in named states only.
library RegionIn {
    function judge(
        Program program,
        Rule rule,
        Record party
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = party.region();
        limit = rule.limit();
        refused = !program.setHas(limit, measured);
    }
}
