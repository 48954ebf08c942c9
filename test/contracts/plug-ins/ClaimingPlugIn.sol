// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIn} from "../../../contracts/interfaces/IPlugIn.sol";
import {IPlugInRoom} from "../../../contracts/interfaces/IPlugInRoom.sol";
import {Movement} from "../../../contracts/types/Movement.sol";

/// @notice Allows an interval of amounts, and claims another one.
contract ClaimingPlugIn is IPlugInRoom {
    uint256[4] private _ends;
    uint256 private _broken = 3;

    function set(uint256 least, uint256 most, uint256 claimedLeast, uint256 claimedMost) external {
        _ends = [least, most, claimedLeast, claimedMost];
    }

    /// @param how 0: it reverts; 1: it answers nothing; 2: a word too many; 3: as it must.
    function breakRoom(uint256 how) external {
        _broken = how;
    }

    /// @inheritdoc IPlugIn
    function weigh(Movement calldata movement) external view returns (bool allowed, uint256 measured, uint256 limit) {
        (measured, limit) = (movement.amount, _ends[1]);
        allowed = measured >= _ends[0] && measured <= limit;
    }

    /// @inheritdoc IPlugInRoom
    function room(Movement calldata) external view returns (uint256 least, uint256 most) {
        uint256 how = _broken;
        (least, most) = (_ends[2], _ends[3]);
        assembly {
            if iszero(how) {
                revert(0, 0)
            }
            if lt(how, 3) {
                return(0, mul(sub(how, 1), 96))
            }
        }
    }
}
