// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Movement} from "../types/Movement.sol";

/// @title Another contract that a rule asks
/// @notice What no kind of rule can say, a program leaves to a contract that it names by address. It is asked last, if nothing else stands against
/// a movement, and by a static call: it can refuse, and nothing else.
/// @dev It is given 100,000 gas, and the whole movement: a spender only where somebody moves another's units, so that it is told the same by whoever asks
/// and by enforcement. Its caller is the engine. Anything but 96 bytes of which the first word is 0 or 1 refuses: no code, a revert, too much gas,
/// another length. It must answer by the movement and by what is stored on chain: one that looks at the gas that it was given, at who began
/// the transaction or at the fee tells `check` one thing and enforcement another. It answers for now, also where a rehearsal asks of another time.
interface IPlugIn {
    /// @notice Whether the movement may be made now.
    /// @return allowed False refuses it: `PlugInRefused`.
    /// @return measured What it measured, in a unit of its own. @return limit In the same unit. Both go into the finding as they are.
    function weigh(Movement calldata movement) external view returns (bool allowed, uint256 measured, uint256 limit);
}
