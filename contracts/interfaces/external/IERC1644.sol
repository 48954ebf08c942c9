// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ERC-1644: the event by which its clients know a movement by order
/// @notice The functions are left out: `forcedTransfer` and `burn` do that, each under its own role.
interface IERC1644 {
    /// @param controller Who called the token.
    /// @param data Empty.
    /// @param operatorData The instrument, 32 bytes.
    event ControllerTransfer(
        address controller,
        address indexed from,
        address indexed to,
        uint256 value,
        bytes data,
        bytes operatorData
    );
}
