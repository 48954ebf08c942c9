// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Why an increase of exposure is refused
/// @notice One shape for all: the venue, the product class (0: none in particular), what was measured and what it is measured against, inclusive.
/// Money in cents of the registry's quote currency, ratios in basis points, times in unix seconds.
interface ILeverageReasons {
    /// @notice The venue takes no increases: it is close-only, suspended or wound down. measured: its state; limit: the state that would do.
    error VenueNotOpen(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice The venue's registration has expired. measured: now; limit: the last second before its expiry.
    error VenueExpired(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice No row speaks of this class for the investor's tier. measured: the tier; limit: 0.
    error ClassNotListed(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice The class is barred for the investor's tier. measured: the quantity's magnitude; limit: 0.
    error ClassBanned(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice The investor's tier may hold the class long only. measured: the short quantity's magnitude; limit: 0.
    error ShortBarred(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice The price is too old, or outside the market's session. measured: its age in seconds; limit: the age that would do.
    error PriceStale(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice Net equity at the venue is below its own initial margin. measured, limit: cents.
    error InitialMarginShort(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice Policy: some venue has not reported in time, or says that its own cap is passed. measured: how many; limit: 0.
    error EvidenceOverdue(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice Policy: net equity that counts everywhere is below the initial margin of all venues together. measured, limit: cents.
    error GlobalMarginShort(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice Policy: notional of all venues is more than the cap times net equity. measured, limit: basis points of net equity.
    error LeverageAboveCap(uint32 venue, uint16 class, uint256 measured, uint256 limit);
    /// @notice Policy: notional of all venues is above the absolute cap. measured, limit: cents.
    error NotionalAboveCap(uint32 venue, uint16 class, uint256 measured, uint256 limit);
}
