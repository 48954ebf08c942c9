// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Record} from "../types/Record.sol";

/// @notice Who moves another's units is in the registry. Measured: 1 if it is. Limit: 1.
/// @dev Made for issuers who let only known venues and agents move units on behalf of holders. Who moves its own passes.
library SpenderRegistered {
    function judge(Record spender) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        refused = !spender.isKnown();
        measured = refused ? 0 : 1;
        limit = 1;
    }
}
