// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A venue. @param reporter Who reports for it; of an on-chain venue its contract. @param expiry Of its registration: no increase from that second on.
/// @param kind A number of `VenueKinds`. @param state A number of `VenueStates`. @param modes Bits of `VenueModes`. @param table The margin rules that bind it.
struct Venue {
    address reporter;
    uint48 expiry;
    uint8 kind;
    uint8 state;
    uint8 modes;
    uint16 table;
}

/// @param registration Hash of what it is registered as, and where. @param mostAge Seconds for which a report may be relied on, at most 6 days.
/// @param lastReport Unix seconds. @param windDownFrom When it may be wound down, unix seconds; 0: nobody asked for that.
struct VenueTerms {
    bytes32 registration;
    uint32 mostAge;
    uint48 lastReport;
    uint48 windDownFrom;
}

/// @title Venues of a leverage registry
interface ILeverageVenues {
    event VenueAdmitted(uint32 indexed venue, Venue terms, bytes32 registration, uint32 mostAge);
    event VenueStateSet(uint32 indexed venue, uint8 oldState, uint8 newState);
    event VenueTermsSet(uint32 indexed venue, Venue oldTerms, Venue newTerms, uint32 oldMostAge, uint32 newMostAge);
    event ReporterRotated(uint32 indexed venue, address indexed oldReporter, address indexed newReporter);
    event WindDownAnnounced(uint32 indexed venue, uint48 from);
    event WindDownCancelled(uint32 indexed venue);
    event VenueWoundDown(uint32 indexed venue);
    /// @notice An account at a venue that was wound down counts no longer.
    event AccountReleased(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor);

    error VenueUnknown(uint32 venue);
    error VenueInvalid(uint32 venue, bytes32 what);
    /// @notice A venue that reported within `LEAST_SILENCE` has not disappeared.
    error VenueNotSilent(uint32 venue, uint256 lastReport, uint256 silentFrom);
    error WindDownEarly(uint32 venue, uint256 time, uint256 from);
    error VenueNotWoundDown(uint32 venue);

    /// @notice Admits a venue. @custom:access-control The registry's authority.
    function admitVenue(Venue calldata terms, bytes32 registration, uint32 mostAge) external returns (uint32 venue);

    /// @notice Changes a venue's kind, expiry, modes, table and age, not its reporter or state. Accounts follow at their next report.
    /// @custom:access-control The registry's authority.
    function setVenueTerms(uint32 venue, Venue calldata terms, bytes32 registration, uint32 mostAge) external;

    /// @notice Open, close-only or suspended. A suspended venue reports nothing. @custom:access-control The registry's authority (its guardian without delay).
    function setVenueState(uint32 venue, uint8 state) external;

    /// @notice Another account reports from now on; what the last one signed and nobody brought is void. By the reporter itself, or the registry's authority.
    function rotateReporter(uint32 venue, address reporter) external;

    /// @notice A venue that has been silent is to be wound down after `WIND_DOWN_DELAY`; until then it is close-only. A report of it ends that.
    /// @custom:access-control The registry's authority (its guardian).
    function announceWindDown(uint32 venue) external;

    /// @custom:access-control The registry's authority (its guardian).
    function windDown(uint32 venue) external;

    /// @notice Takes an investor's account out of the aggregates and closes it. Anybody, of a venue that was wound down. Pledges are released by
    /// `IHolds.releaseHoldByOrder`, or by the vault, which asks this registry.
    function releaseAccount(uint32 venue, uint32 registry, address wallet) external;

    function venueOf(uint32 venue) external view returns (Venue memory terms, VenueTerms memory more);

    function venueCount() external view returns (uint32);
}
