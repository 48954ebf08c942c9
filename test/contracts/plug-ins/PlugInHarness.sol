// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PlugIns} from "../../../contracts/records/PlugIns.sol";
import {Movement} from "../../../contracts/types/Movement.sol";

/// @notice Asks a plug-in as the engine does.
contract PlugInHarness {
    function weigh(
        address plugIn,
        Movement memory movement
    ) external view returns (bool allowed, uint256 measured, uint256 limit, uint256 used) {
        uint256 before = gasleft();
        (allowed, measured, limit) = PlugIns.weigh(plugIn, movement);
        used = before - gasleft();
    }

    function room(address plugIn, Movement memory movement) external view returns (uint256 least, uint256 most) {
        return PlugIns.room(plugIn, movement);
    }
}
