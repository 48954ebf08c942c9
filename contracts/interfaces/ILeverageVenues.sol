// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A venue as each report reads it. One slot.
/// @param reporter Who reports for it; of an on-chain venue its contract.
/// @param expiry Of its registration: no increase from that second on, unix seconds.
/// @param state A number of `VenueStates`.
/// @param modes Bits of `VenueModes`.
/// @param table The margin rules that bind it.
/// @param lastDay On which it last reported, days since 1970-01-01, UTC; before that, on which it was admitted.
/// @param mostAge Whole days for which a report of it may be relied on, 1 to 6.
struct Venue {
    address reporter;
    uint32 expiry;
    uint8 state;
    uint8 modes;
    uint16 table;
    uint16 lastDay;
    uint8 mostAge;
}

/// @notice What is known of a venue beside.
/// @param kind A number of `VenueKinds`.
/// @param windDownFrom When it may be wound down, unix seconds; 0: nobody announced that.
/// @param registration Hash of what says as what, where and under which number it is registered.
struct VenueDetails {
    uint8 kind;
    uint48 windDownFrom;
    bytes32 registration;
}

/// @notice What the authority says of a venue.
struct VenueTerms {
    address reporter;
    uint32 expiry;
    uint8 kind;
    uint8 modes;
    uint16 table;
    uint8 mostAge;
    bytes32 registration;
}

/// @title Venues of a leverage registry
/// @custom:access-control Unless said otherwise: the registry's authority, by the function's own selector.
interface ILeverageVenues {
    event VenueAdmitted(uint32 indexed venue, VenueTerms terms);
    event VenueTermsSet(uint32 indexed venue, VenueTerms terms);
    event VenueStateSet(uint32 indexed venue, uint8 oldState, uint8 newState);
    event ReporterRotated(uint32 indexed venue, address indexed oldReporter, address indexed newReporter);
    event WindDownAnnounced(uint32 indexed venue, uint48 from);
    event WindDownCancelled(uint32 indexed venue);

    error VenueUnknown(uint32 venue);
    /// @notice A term is outside its range. field: its position in `VenueTerms`, from 0; 7: the state.
    error VenueTermInvalid(uint256 field, uint256 value);
    /// @notice A venue that reported on or after `silentUntil`, unix seconds, has not disappeared.
    error VenueNotSilent(uint32 venue, uint256 lastReport, uint256 silentUntil);
    /// @notice It may be wound down from `from` on, unix seconds; 0: that was not announced.
    error WindDownEarly(uint32 venue, uint256 time, uint256 from);
    /// @notice It reports nothing: it is suspended, or was wound down.
    error VenueSilenced(uint32 venue, uint8 state);

    /// @notice Admits a venue, open. Emits `VenueAdmitted`.
    /// @return venue Its number, from 1.
    function admitVenue(VenueTerms calldata terms) external returns (uint32 venue);

    /// @notice Changes a venue's terms but its reporter. Accounts follow at their next report.
    function setVenueTerms(uint32 venue, VenueTerms calldata terms) external;

    /// @notice Opens a venue, makes it close-only, or suspends it. One that was wound down stays so.
    function setVenueState(uint32 venue, uint8 state) external;

    /// @notice Another account reports from now on: what the last one signed and nobody brought is void.
    /// @custom:access-control The reporter itself, or the registry's authority.
    function rotateReporter(uint32 venue, address reporter) external;

    /// @notice Of a venue that has been silent: makes it close-only, and says from when it may be wound down. A report of it ends that.
    function announceWindDown(uint32 venue) external;

    /// @notice Ends a venue whose time has come.
    function windDown(uint32 venue) external;

    function venueOf(uint32 venue) external view returns (Venue memory, VenueDetails memory);

    function venueCount() external view returns (uint32);
}
