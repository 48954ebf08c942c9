// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";
import {Halves} from "./access/Halves.sol";
import {IRehearsals} from "./interfaces/IRehearsals.sol";
import {Asking} from "./records/Asking.sol";
import {Gathering} from "./records/Gathering.sol";
import {GroupCounts} from "./records/GroupCounts.sol";
import {MeterReads} from "./records/MeterReads.sol";
import {Counts} from "./types/Counts.sol";
import {Answer, Finding, Findings, FindingsLibrary} from "./types/Finding.sol";
import {Needs, TokenFlags} from "./types/Kinds.sol";
import {Movement} from "./types/Movement.sol";
import {Program, ProgramLibrary} from "./types/Program.sol";
import {TokenConfig} from "./types/TokenConfig.sol";

/// @title The engine's fifth half: what another program or another time would say
/// @notice Gathers and weighs as `Weighbridge` does, by the same code. Runs by delegatecall on its storage, through the halves before, and only reads.
/// Everything else is in a sixth half, reached from here in the same way.
contract WeighbridgeRehearsals is Asking, IRehearsals {
    constructor(address metersHalf_) MeterReads(metersHalf_) {}

    /// @dev Everything that is not here: the sixth half's code on the storage of whoever runs this one.
    fallback() external {
        Halves.enter(metersHalf);
    }

    /// @inheritdoc IRehearsals
    function checkAs(
        address token,
        bytes32 programId,
        Movement calldata movement,
        uint256 asOf
    ) external view returns (bool allowed, Finding memory first, address program) {
        Findings memory found = FindingsLibrary.withRoomFor(1);
        program = _askAs(token, programId, movement, asOf, found);
        allowed = found.count() == 0;
        if (!allowed) first = found.list[0];
    }

    /// @inheritdoc IRehearsals
    function checkManyAs(
        bytes32 programId,
        Movement[] calldata movements,
        uint256 asOf
    ) external view returns (Answer[] memory answers) {
        answers = new Answer[](movements.length);
        Memory.Pointer free = Memory.getFreeMemoryPointer(); // as in `checkMany`
        for (uint256 i = 0; i < movements.length; ++i) {
            Findings memory found = FindingsLibrary.withRoomFor(1);
            address program = _askAs(movements[i].token, programId, movements[i], asOf, found);
            answers[i].take(found, program);
            Memory.unsafeSetFreeMemoryPointer(free);
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
