// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Movement} from "../types/Movement.sol";

/// @title Whom the engine asks about leverage
/// @notice A token's authority names a contract that answers `ILeverage`, as a leverage registry does. It is asked only of investors whose record has the state
/// `leveraged`, and only where a rule of kind `mostLeverage` or `encumberedStays` binds them.
interface ILeverageSources {
    event LeverageSourceSet(address indexed token, address indexed oldSource, address indexed newSource);

    /// @notice Says which contract is asked about leverage; zero: none, and then nobody leveraged passes a rule that asks. Emits `LeverageSourceSet`.
    /// @custom:access-control The token's authority.
    function setLeverageSource(address token, address source) external;

    /// @notice The contract that is asked; zero: none.
    function leverageSource(address token) external view returns (address source);

    /// @notice What a movement's parties are measured by, as the engine hears it. Of who has not the state `leveraged`: 0. Reverts with `IPlugIns.GasTooLow`.
    /// @dev The source is asked by a static call with capped gas, and answers exactly two words; anything else counts as an answer that cannot be told.
    /// @param movement Its amount is ignored.
    /// @return leverage Of the receiver, in basis points; `type(uint256).max`: it cannot be told.
    /// @return encumbered Units of the sender that holds of the token bind, in all of its wallets, and those that the source says beside them; at most
    /// `Shape.MOST_UNITS`, which also stands for: it cannot be told.
    function leverageOf(Movement calldata movement) external view returns (uint256 leverage, uint256 encumbered);
}
