// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A party is of no region of the set whose index is the limit. Measured: the region, as the registry's scheme numbers them; 0: none.
/// @dev Made for territories that sanctions or an issuer's documents shut out within a country. Name region 0 in the set to refuse who has none.
library RegionNotIn {
    function judge(
        Program program,
        Rule rule,
        Record party
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = party.region();
        limit = rule.limit();
        refused = program.setHas(limit, measured);
    }
}
