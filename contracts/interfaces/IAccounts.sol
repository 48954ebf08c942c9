// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Accounts of investors at venues, and units that venues keep for them
interface IAccounts {
    event AccountOpened(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor);
    /// @notice What the investor holds counts with what `newHead` holds; 0: with nobody's.
    event HeadSet(uint32 indexed registry, uint64 indexed investor, uint64 oldHead, uint64 newHead);
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

    /// @notice Who controls an investor changes only while it has no account anywhere.
    error AccountsOpen(uint32 registry, uint64 investor, uint256 accounts);
    /// @notice Nobody is controlled by itself, or by who is controlled; and who controls others is controlled by nobody.
    error HeadInvalid(uint32 registry, uint64 investor, uint64 head);
    error AccountAlreadyOpen(uint32 venue, uint32 registry, uint64 investor);
    /// @notice It is closed only when nothing is owed, held or encumbered.
    error AccountNotFlat(uint32 venue, uint32 registry, uint64 investor);
    error VenueAccountsOutOfRange(uint256 venues, uint256 most);
    /// @notice Only of a venue that was wound down.
    error VenueNotWoundDown(uint32 venue);

    /// @notice Opens the caller's account at a venue: from now on that venue may report of the investor. Sets the state `leveraged` in the engine's record.
    /// @dev Without it no venue reports for a stranger. The registry of the engine must have given this contract the state bit `leveraged` (`IRegistrars`).
    function openAccount(uint32 venue, uint32 registry) external;

    /// @notice Says who controls an investor: over all venues both count as one from now on, however many entities one person trades through. The closure of
    /// control and ownership is computed off chain. Emits `HeadSet`. Reverts with `AccountsOpen` or `HeadInvalid`.
    /// @param head A wallet of who controls it; zero: nobody.
    /// @custom:access-control The registry's authority.
    function setHead(uint32 registry, address wallet, address head) external;

    /// @notice Who controls an investor; 0: nobody who is known.
    function headOf(uint32 registry, uint64 investor) external view returns (uint64 head);

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
