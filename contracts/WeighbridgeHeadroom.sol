// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "./access/Halves.sol";
import {IFacts} from "./interfaces/IFacts.sol";
import {IHeadroom} from "./interfaces/IHeadroom.sol";
import {IPlugIns} from "./interfaces/IPlugIns.sol";
import {IRehearsals} from "./interfaces/IRehearsals.sol";
import {Asking} from "./records/Asking.sol";
import {Gathering} from "./records/Gathering.sol";
import {GroupCounts} from "./records/GroupCounts.sol";
import {MeterReads} from "./records/MeterReads.sol";
import {Headrooms} from "./rules/Headrooms.sol";
import {Counts} from "./types/Counts.sol";
import {Facts} from "./types/Facts.sol";
import {Answer, Finding, Findings, FindingsLibrary} from "./types/Finding.sol";
import {Headroom} from "./types/Headroom.sol";
import {Movements, Needs, TokenFlags} from "./types/Kinds.sol";
import {Movement} from "./types/Movement.sol";
import {Program, ProgramLibrary} from "./types/Program.sol";
import {TokenConfig} from "./types/TokenConfig.sol";

/// @title The engine's fourth half: what a decision reads, how much may move, and what another program or another time would say
/// @notice Gathers and weighs as `Weighbridge` does, by the same code. Runs by delegatecall on its storage, through the halves before, and only reads.
/// Everything else is in a fifth half, reached from here in the same way.
contract WeighbridgeHeadroom is Asking, IFacts, IHeadroom, IRehearsals {
    constructor(address metersHalf_) MeterReads(metersHalf_) {}

    /// @dev Everything that is not here: the fifth half's code on the storage of whoever runs this one.
    fallback() external {
        Halves.enter(metersHalf);
    }

    /// @inheritdoc IFacts
    function facts(
        Movement calldata movement
    ) external view returns (Facts memory found, address program, bool readable) {
        return _everything(movement);
    }

    /// @inheritdoc IHeadroom
    function headroom(Movement calldata movement) external view returns (Headroom memory room, address program) {
        Movement memory m = _stripped(movement);
        Facts memory f;
        bool readable;
        (f, program, readable) = _everything(m);
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
        if (program.needs() & Needs.PLUG_INS == 0) return room;
        // As in `PlugInRefusals`: what changes no hands, and what has an order or the law behind it, no rule is asked about.
        bool judged = f.sender.investor() != f.receiver.investor() && (Movements.RULE_MASK >> m.kind) & 1 != 0;
        if (judged) _answerAs(abi.encodeCall(IPlugIns.narrowRoom, (m, source, room, f.senderBalance)));
    }

    /// @dev Ends the call as another function of the engine, which only reads, answers `data`.
    function _answerAs(bytes memory data) private view {
        assembly ("memory-safe") {
            let done := staticcall(gas(), address(), add(data, 0x20), mload(data), 0, 0)
            returndatacopy(data, 0, returndatasize())
            switch done
            case 0 {
                revert(data, returndatasize())
            }
            default {
                return(data, returndatasize())
            }
        }
    }

    /// @inheritdoc IRehearsals
    function checkAs(
        address token,
        bytes32 programId,
        Movement calldata movement,
        uint256 asOf
    ) external view returns (bool allowed, Finding memory first, address program) {
        return _checkAs(token, programId, movement, asOf);
    }

    /// @inheritdoc IRehearsals
    function checkManyAs(
        bytes32 programId,
        Movement[] calldata movements,
        uint256 asOf
    ) external view returns (Answer[] memory answers) {
        answers = new Answer[](movements.length);
        for (uint256 i = 0; i < movements.length; ++i) {
            (bool allowed, Finding memory first, address program) = _checkAs(
                movements[i].token,
                programId,
                movements[i],
                asOf
            );
            answers[i] = Answer(allowed, first, program);
        }
    }

    /// @inheritdoc IRehearsals
    function explainAs(
        address token,
        bytes32 programId,
        Movement calldata movement,
        uint256 asOf
    ) external view returns (Finding[] memory findings, address program) {
        Findings memory found = _roomForAll();
        program = _askAs(token, programId, movement, asOf, found);
        return (found.list, program);
    }

    function _checkAs(
        address token,
        bytes32 programId,
        Movement calldata movement,
        uint256 asOf
    ) private view returns (bool allowed, Finding memory first, address program) {
        Findings memory found = FindingsLibrary.withRoomFor(1);
        program = _askAs(token, programId, movement, asOf, found);
        allowed = found.count() == 0;
        if (!allowed) first = found.list[0];
    }

    function _askAs(
        address token,
        bytes32 programId,
        Movement calldata asked,
        uint256 asOf,
        Findings memory found
    ) private view returns (address program) {
        Movement memory movement = _stripped(asked);
        movement.token = token;
        uint256 time = asOf == 0 ? block.timestamp : asOf;
        TokenConfig config;
        if (_isWeighed(movement.kind)) (config, program) = _suppose(token, programId, time);
        _ask(movement, config, program, time, found);
    }

    /// @dev The token's configuration as if the program that is asked about were in force; zero: there is no such program.
    function _suppose(
        address token,
        bytes32 programId,
        uint256 time
    ) private view returns (TokenConfig config, address program) {
        config = _tokens[token];
        if (config.registry() == 0) return (config, program);
        program = programId == 0 ? _programAt(token, config, time) : _programs[programId];
        if (program == address(0)) return (config, program);
        config = config.withProgram(program);
        if (ProgramLibrary.load(program).needs() & Needs.LOTS != 0) config = config.with(TokenFlags.METERED, true);
    }

    /// @dev Which program will be in force at a time, if nobody does anything until then; zero if none will.
    function _programAt(address token, TokenConfig config, uint256 time) private view returns (address program) {
        return config.nextIsInForce(time) ? _terms[token].nextProgram : config.program();
    }

    /* WHAT THE BOOKS DO NOT HAVE FOR IT */

    /// @inheritdoc Gathering
    /// @dev Kept groups are right only for the program that is in force now.
    function _groupsOf(
        address token,
        TokenConfig config,
        Program program
    ) internal view override returns (Counts[] memory groups) {
        if (config.program() == _programAt(token, _tokens[token], block.timestamp)) {
            return super._groupsOf(token, config, program);
        }
        return GroupCounts.count(_counts[token], program);
    }

    /// @inheritdoc Gathering
    /// @dev Of a token that keeps none: as if the keeping began today.
    function _lotsSince(address token) internal view override returns (uint256 day) {
        day = super._lotsSince(token);
        return day == 0 ? block.timestamp / 1 days : day;
    }
}
