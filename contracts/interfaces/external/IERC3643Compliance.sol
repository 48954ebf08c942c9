// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ERC-3643: what its clients ask the compliance contract of a token
/// @notice Read-only. Every other function of that interface reverts with FunctionUnsupported: the token tells the engine, not this, what moves.
interface IERC3643Compliance {
    /// @notice Nothing behind this facade could answer or do that. selector: of the function called.
    error FunctionUnsupported(bytes4 selector);

    /// @notice The engine's `check`: of a mint if `from` is zero, of a burn if `to` is, else of a transfer by the holder.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool);

    function isTokenBound(address token) external view returns (bool);

    function getTokenBound() external view returns (address);
}
