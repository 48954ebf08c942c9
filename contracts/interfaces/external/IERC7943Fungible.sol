// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ERC-7943, fungible: what wallets and protocols ask any token of a real-world asset
/// @notice The standard's errors are not used: it lets more specific ones take their place, and a refusal here is always one of `IReasons`.
interface IERC7943Fungible {
    /// @notice `amount` units were moved by force.
    event ForcedTransfer(address indexed from, address indexed to, uint256 amount);
    /// @notice `amount` units of `account` are frozen now.
    event Frozen(address indexed account, uint256 amount);

    /// @notice Moves `amount` units by the order whose instrument was filed for exactly this movement, and uses it up.
    /// @dev As `ISecurityToken.forcedTransfer`. Reverts with InstrumentMissing if none was filed.
    /// @return result True.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed it.
    function forcedTransfer(address from, address to, uint256 amount) external returns (bool result);

    /// @notice Freezes `amount` units of `account` instead of as many as before. Emits `Frozen`.
    /// @param amount Token units; may exceed the balance. 0 frees all.
    /// @return result True.
    /// @custom:access-control The token's authority, role transfer agent.
    function setFrozenTokens(address account, uint256 amount) external returns (bool result);

    /// @notice Whether `account` may take part as a sender at all: the registry knows it, and its investor is not blocked. Never reverts.
    /// @dev Rules are not asked: what they say depends on who is opposite and how much moves. `canTransfer` asks them.
    function canSend(address account) external view returns (bool allowed);

    /// @notice The same for a receiver. Never reverts.
    function canReceive(address account) external view returns (bool allowed);

    /// @notice Units of `account` that are frozen; may exceed its balance.
    function getFrozenTokens(address account) external view returns (uint256 amount);

    /// @notice Whether `from` could transfer `amount` to `to` now: the engine's `check`. Never reverts.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool allowed);
}
