// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Movement} from "../types/Movement.sol";
import {PlugInAnswer} from "../types/Reading.sol";

/// @title What other contracts say of a movement
/// @notice The engine asks itself here, once nothing else stands against a movement, and everybody may ask the same. Each contract that a rule of kind `plugIn`
/// names is asked as `IPlugIn` describes.
interface IPlugIns {
    /// @notice Less gas is left than another contract, which a rule asks, has to be given. No reason against the movement: give the call more.
    /// @param left When it was to be asked. @param least That is needed then.
    error GasTooLow(uint256 left, uint256 least);

    /// @notice What the rules of a program hear that ask another contract: at most two, which follow each other. Reverts with `GasTooLow`.
    /// @dev A fixed number of words: the engine reads them, and has hardly any code to spare.
    /// @param program Its address.
    /// @return rule Index of the first.
    /// @return count How many there are.
    /// @return first Zeros, which refuse, of a contract that does not answer as it must; allowed, with zeros, of a rule that does not bind the movement.
    /// @return second Likewise.
    function askPlugIns(
        Movement calldata movement,
        address program
    ) external view returns (uint256 rule, uint256 count, PlugInAnswer memory first, PlugInAnswer memory second);

    /// @notice Which amounts those that bind the movement say they would let pass, all together. A claim: what they do not say leaves all of them. Reverts with
    /// `GasTooLow`.
    /// @param movement Its amount is ignored. @param program Its address.
    /// @return binds Whether there is any.
    /// @return least Token units, 1 or more.
    /// @return most Token units, inclusive; below `least`: none.
    function plugInRoom(
        Movement calldata movement,
        address program
    ) external view returns (bool binds, uint256 least, uint256 most);
}
