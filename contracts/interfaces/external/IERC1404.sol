// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ERC-1404 with the extension for spenders: one number for why a transfer would be refused
/// @notice The codes are those of `RestrictionCodes`; 0 is a transfer that passes, and no code ever gets another meaning.
interface IERC1404 {
    /// @notice Code of the first reason why `from` could not `transfer` now; 0: it could.
    function detectTransferRestriction(address from, address to, uint256 amount) external view returns (uint8 code);

    /// @notice Code of the first reason why `spender` could not `transferFrom` now; 0: it could.
    function detectTransferRestrictionFrom(
        address spender,
        address from,
        address to,
        uint256 amount
    ) external view returns (uint8 code);

    /// @notice What a code says, in English.
    function messageForTransferRestriction(uint8 code) external view returns (string memory message);
}
