// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Accounts of investors at venues, and units that venues keep for them
interface IAccounts {
    event AccountOpened(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor);
    event AccountClosed(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor);
    event UnitsEncumbered(
        uint32 indexed venue,
        uint32 indexed registry,
        uint64 indexed investor,
        address token,
        uint256 oldUnits,
        uint256 newUnits
    );
    /// @notice An account at a venue that was wound down counts no longer.
    event AccountReleased(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor);

    error AccountAlreadyOpen(uint32 venue, uint32 registry, uint64 investor);
    /// @notice It is closed only when nothing is owed, held or encumbered.
    error AccountNotFlat(uint32 venue, uint32 registry, uint64 investor);
    error VenueAccountsOutOfRange(uint256 venues, uint256 most);
    /// @notice Only of a venue that was wound down.
    error VenueNotWoundDown(uint32 venue);

    /// @notice Opens the caller's account at a venue: from now on that venue may report of the investor. Sets the state `leveraged` in the engine's record.
    /// @dev Without it no venue reports for a stranger. The registry of the engine must have given this contract the state bit `leveraged` (`IRegistrars`).
    function openAccount(uint32 venue, uint32 registry) external;

    /// @notice Closes a flat account: by the investor, or by the venue. The last one that is closed clears the state `leveraged`.
    function closeAccount(uint32 venue, uint32 registry, address wallet) external;

    /// @notice Says how many units of a token a venue keeps as collateral that no hold of the token binds.
    /// @custom:access-control The venue's reporter.
    function setEncumbered(uint32 venue, uint32 registry, address wallet, address token, uint256 units) external;

    /// @notice Takes an investor's account out of the aggregates and closes it. Units that hold for the venue are released by
    /// `IHolds.releaseHoldByOrder`, or by the venue's own contract.
    /// @custom:access-control Anybody, of a venue that was wound down.
    function releaseAccount(uint32 venue, uint32 registry, address wallet) external;
}
