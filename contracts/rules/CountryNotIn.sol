// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A party resides in no country of the set whose index is the limit. Measured: the country, ISO 3166 numeric.
/// @dev Made for territories that an offering excludes. Residence is not US-person status.
library CountryNotIn {
    function judge(
        Program program,
        Rule rule,
        Record party
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = party.country();
        limit = rule.limit();
        refused = program.setHas(limit, measured);
    }
}
