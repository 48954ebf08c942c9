// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title What a leverage registry reads from an on-chain venue
interface IMarginPosition {
    /// @param registry The engine's registry. @param investor Its number.
    /// @return token Whose units are pledged.
    /// @return units Pledged, in base units.
    /// @return debt Cents of the quote currency, with interest to now, rounded up.
    /// @return discount Basis points that a buyer in a close-out pays less than the price, at most 10,000; what he pays is rounded up to a cent.
    function positionOf(
        uint32 registry,
        uint64 investor
    ) external view returns (address token, uint256 units, uint256 debt, uint256 discount);
}
