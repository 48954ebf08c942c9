// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IEngine} from "../interfaces/IEngine.sol";
import {Facts} from "../types/Facts.sol";
import {Needs, TokenFlags} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program} from "../types/Program.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {MeterReads} from "./MeterReads.sol";
import {PositionCalls} from "./PositionCalls.sol";

/// @title Who is told of a movement that was let pass, beside the books: meters, and a position book
/// @dev A movement enters this only if there is one.
abstract contract Telling is MeterReads {
    /// @dev Needs of a program some of whose rules are told.
    uint256 internal constant TOLD = Needs.METERS | Needs.POSITIONS;

    function _tell(Movement memory movement, TokenConfig config, Program program, Facts memory f) internal {
        if (program.needs() & Needs.POSITIONS == 0) _recordFlows(movement);
        else _tellBook(movement, config, program, f);
    }

    /// @dev Last of all: what the engine writes is written. The token's balances are not, and so whomever the book calls moves no units of such tokens.
    function _tellBook(Movement memory movement, TokenConfig config, Program program, Facts memory f) private {
        if (_tellingBook != 0) revert IEngine.MovementReentered(movement.token);
        if (config.has(TokenFlags.NEXT_METERS) || program.needs() & Needs.METERS != 0) _recordFlows(movement);
        _tellingBook = 1;
        PositionCalls.move(movement, program, f);
        _tellingBook = 0;
    }
}
