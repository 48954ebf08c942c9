// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RestrictionCodes} from "../../contracts/types/RestrictionCodes.sol";

/// @title Asks the table of codes directly
contract RestrictionCodesHarness {
    function codeOf(bytes4 reason) external pure returns (uint8 code) {
        return RestrictionCodes.codeOf(reason);
    }
}
