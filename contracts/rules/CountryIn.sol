// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A party resides in a country of the set whose index is the limit. Measured: the country, ISO 3166 numeric.
/// @dev Made for offerings that are registered or exempt in named countries only. Residence is not US-person status.
library CountryIn {
    function judge(
        Program program,
        Rule rule,
        Record party
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = party.country();
        limit = rule.limit();
        refused = !program.setHas(limit, measured);
    }
}
