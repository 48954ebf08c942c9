// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "./access/Halves.sol";
import {IFacts} from "./interfaces/IFacts.sol";
import {IHeadroom} from "./interfaces/IHeadroom.sol";
import {PositionAnswer} from "./interfaces/IPositions.sol";
import {AskedRooms} from "./records/AskedRooms.sol";
import {Asking} from "./records/Asking.sol";
import {MeterReads} from "./records/MeterReads.sol";
import {Headrooms} from "./rules/Headrooms.sol";
import {Facts} from "./types/Facts.sol";
import {Findings, FindingsLibrary} from "./types/Finding.sol";
import {Headroom} from "./types/Headroom.sol";
import {Movement} from "./types/Movement.sol";
import {Program, ProgramLibrary} from "./types/Program.sol";

/// @title The engine's fourth half: what a decision reads, and how much may move
/// @notice Gathers as `Weighbridge` does, by the same code. Runs by delegatecall on its storage, through the halves before, and only reads.
/// Everything else is in a fifth half, reached from here in the same way.
contract WeighbridgeHeadroom is Asking, IFacts, IHeadroom {
    /// @notice The fifth half, `WeighbridgeRehearsals`.
    address public immutable rehearsalsHalf;

    constructor(address rehearsalsHalf_, address metersHalf_) MeterReads(metersHalf_) {
        rehearsalsHalf = rehearsalsHalf_;
    }

    /// @dev Everything that is not here: the fifth half's code on the storage of whoever runs this one.
    fallback() external {
        Halves.enter(rehearsalsHalf);
    }

    /// @inheritdoc IFacts
    function facts(
        Movement calldata movement
    ) external view returns (Facts memory found, address program, bool readable, PositionAnswer memory positions) {
        return _everything(movement);
    }

    /// @inheritdoc IHeadroom
    function headroom(Movement calldata movement) external view returns (Headroom memory room, address program) {
        Movement memory m = _stripped(movement);
        Facts memory f;
        bool readable;
        (f, program, readable, ) = _everything(m);
        if (program != address(0) && readable) return (_find(program, m, f), program);
        Findings memory found = FindingsLibrary.withRoomFor(1);
        if (program == address(0)) _addUnidentified(m, found);
        else _addUnreadable(m, found);
        (room.tried, room.binding, room.proven) = (1, found.list[0], true);
    }

    function _find(address source, Movement memory m, Facts memory f) private view returns (Headroom memory room) {
        Program program = ProgramLibrary.load(source);
        room = Headrooms.find(program, m, f);
        room.proven = true;
        AskedRooms.narrow(room, m, source, program, f);
    }
}
