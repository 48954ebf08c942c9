// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title What the engine asks of a leverage registry
/// @notice Asked only of an investor whose record has the state `leveraged`, by a program with a rule of leverage.
interface ILeverage {
    /// @param receiver Number of the investor who would acquire; 0: nobody whose leverage is asked for.
    /// @param sender Number of the investor whose units would leave; 0: nobody whose encumbrances are asked for.
    /// @return leverage Of `receiver`: notional over net equity in basis points, rounded up; `type(uint256).max` if it cannot be told: no
    /// equity, or evidence that is overdue. 0 without exposure.
    /// @return encumbered Of `sender`: units of `token` that venues have recorded as collateral beside the token's own holds.
    function standing(
        uint32 registry,
        uint64 receiver,
        uint64 sender,
        address token
    ) external view returns (uint256 leverage, uint256 encumbered);
}
