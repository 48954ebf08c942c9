// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Facts} from "../types/Facts.sol";
import {Movement} from "../types/Movement.sol";

/// @title What the decision reads
interface IFacts {
    /// @notice Everything the decision reads, for whoever wants to decide off chain.
    /// @return found What a party that the kind does not have says is zero.
    /// @return program The program in force; zero if none is.
    /// @return readable False if the token does not answer, or not with what can be counted: then what could not be read is zero, and nobody
    /// should decide on it.
    function facts(
        Movement calldata movement
    ) external view returns (Facts memory found, address program, bool readable);
}
