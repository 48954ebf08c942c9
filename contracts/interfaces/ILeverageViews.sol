// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LeverageFinding, Report, VenueAccount} from "../types/Exposures.sol";

/// @title The same decision asked, and what is kept of an account
interface ILeverageViews {
    /// @notice Everything that stands against a report, in order; none: it would be taken as far as its figures go. Never reverts for a known account.
    function explainReport(Report calldata said) external view returns (LeverageFinding[] memory findings);

    /// @notice Everything that would stand against the venue's lending, or letting go of, `drawn` cents more, as `mark` would judge it now.
    function explainMark(
        uint32 venue,
        uint32 registry,
        address wallet,
        uint256 drawn
    ) external view returns (LeverageFinding[] memory findings);

    function accountAt(uint32 venue, uint32 registry, uint64 investor) external view returns (VenueAccount memory);

    /// @notice What margin the account must have at the venue, by its table and the investor's tier. All in cents.
    function levelsOf(
        uint32 venue,
        uint32 registry,
        address wallet
    ) external view returns (int256 equity, uint256 initial, uint256 maintenance, uint256 cure, uint256 closeOut);

    /// @notice How many pledged units of an on-chain venue may be sold now: the smallest number after which the cure level is met at the price used, all if
    /// none does, 0 if nothing may be sold.
    /// @return units Base units.
    /// @return price Of one whole token, cents.
    /// @return from From when they may be sold, unix seconds; 0: no call is open.
    function closeOutOf(
        uint32 venue,
        uint32 registry,
        address wallet
    ) external view returns (uint256 units, uint256 price, uint48 from);
}
