// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHeadroom} from "./interfaces/IHeadroom.sol";
import {Asking} from "./records/Asking.sol";
import {Headrooms} from "./rules/Headrooms.sol";
import {Facts} from "./types/Facts.sol";
import {Findings, FindingsLibrary} from "./types/Finding.sol";
import {Headroom} from "./types/Headroom.sol";
import {Movement} from "./types/Movement.sol";
import {ProgramLibrary} from "./types/Program.sol";

/// @title The engine's fourth half: how much may move
/// @notice Gathers as `Weighbridge` does, and asks the same rules. Runs by delegatecall on its storage, through the halves before, and only reads.
contract WeighbridgeHeadroom is Asking, IHeadroom {
    /// @inheritdoc IHeadroom
    function headroom(Movement calldata movement) external view returns (Headroom memory room, address program) {
        Movement memory m = _stripped(movement);
        Facts memory f;
        bool readable;
        (f, program, readable) = _everything(m);
        if (program != address(0) && readable) return (Headrooms.find(ProgramLibrary.load(program), m, f), program);
        Findings memory found = FindingsLibrary.withRoomFor(1);
        if (program == address(0)) _addUnidentified(m, found);
        else _addUnreadable(m, found);
        (room.tried, room.binding) = (1, found.list[0]);
    }
}
