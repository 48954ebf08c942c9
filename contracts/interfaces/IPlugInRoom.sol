// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Movement} from "../types/Movement.sol";
import {IPlugIn} from "./IPlugIn.sol";

/// @title A plug-in that can say how much it would let pass
/// @notice Need not be spoken: of a plug-in that does not, headroom asks only about the amounts that the other rules leave at their edges.
interface IPlugInRoom is IPlugIn {
    /// @notice Which amounts `weigh` would allow now, between the same parties: all from `least` to `most`, token units, inclusive; none if `most` is
    /// below `least`. A claim: headroom asks `weigh` at both edges, and says nothing that it denies.
    /// @param movement Its amount is 0.
    function room(Movement calldata movement) external view returns (uint256 least, uint256 most);
}
