// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Facts} from "../types/Facts.sol";
import {Movement} from "../types/Movement.sol";
import {PositionAnswer} from "./IPositions.sol";

/// @title What the decision reads
interface IFacts {
    /// @notice Everything the decision reads, for whoever wants to decide off chain.
    /// @return found What a party that the kind does not have says is zero.
    /// @return program The program in force; zero if none is.
    /// @return readable False if the token does not answer, or not with what can be counted: then what could not be read is zero, and nobody
    /// should decide on it.
    /// @return positions What the position book answers that the program names; allowed, with zeros: it is not asked. Not as it must: refused, subject 0,
    /// measured `type(uint256).max`.
    function facts(
        Movement calldata movement
    ) external view returns (Facts memory found, address program, bool readable, PositionAnswer memory positions);
}
