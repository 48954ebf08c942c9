// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ERC-3643: recovery
interface IERC3643Recovery {
    /// @param investorOnchainID Zero: investors have no identity contract.
    event RecoverySuccess(address indexed lostWallet, address indexed newWallet, address indexed investorOnchainID);

    /// @notice Executes the recovery that was announced for `lostWallet`, as `IRecoveries.recover`.
    /// @param newWallet The replacement that was announced.
    /// @param investorOnchainID Ignored.
    /// @return done True.
    /// @custom:access-control The token's authority, role transfer agent.
    function recoveryAddress(
        address lostWallet,
        address newWallet,
        address investorOnchainID
    ) external returns (bool done);
}
