// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice Asks, as somebody whom the target is not asking.
contract Witness {
    function ask(address target) external view returns (bytes4) {
        return IAccessManaged(target).isConsumingScheduledOp();
    }
}
