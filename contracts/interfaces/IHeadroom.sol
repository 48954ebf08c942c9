// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Headroom} from "../types/Headroom.sol";
import {Movement} from "../types/Movement.sol";

/// @title How much may move
interface IHeadroom {
    /// @notice How much of it would be allowed now, between the same parties. Never reverts.
    /// @dev `IEngine.check` allows each amount from `least` to `most`, and the whole balance iff `whole` says so; it refuses whatever is above both. A token
    /// that does not answer all that `IFacts.facts` asks is told no amount, by `TokenUnreadable`, also where `check` would not have had to ask.
    /// @param movement Its amount is ignored.
    /// @return room In token units, of amounts from 1 on.
    /// @return program The program in force; zero if none is.
    function headroom(Movement calldata movement) external view returns (Headroom memory room, address program);
}
