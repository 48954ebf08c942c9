// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Aggregate, Band, Report} from "../types/Exposures.sol";
import {ILeverage} from "./ILeverage.sol";
import {ILeverageReasons} from "./ILeverageReasons.sol";

/// @title Leverage and margin over venues
/// @notice Keeps, for each investor of an engine's registry, what venues report of it; refuses increases that the venue's own margin table, or a policy over all
/// venues, does not allow; opens and closes margin calls. Reductions, repayments and marks always pass.
/// @dev Aggregates move by the difference of a report to the last one: the cost does not depend on how many venues there are.
/// Equity at an attested venue that is not marked portable counts there only: what exceeds the venue's own initial margin counts nowhere else.
interface IExposures is ILeverage, ILeverageReasons {
    /// @notice Cents; the rest is in `accountAt`.
    event ExposureReported(
        uint32 indexed venue,
        uint32 indexed registry,
        uint64 indexed investor,
        uint256 collateral,
        uint256 debt,
        uint256 notional
    );
    event BandReported(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor, Band band);
    /// @notice Net equity fell below maintenance. until: by when the call is to be met, unix seconds.
    event MarginCalled(
        uint32 indexed venue,
        uint32 indexed registry,
        uint64 indexed investor,
        int256 equity,
        uint256 maintenance,
        uint48 until
    );
    /// @notice Net equity has reached the cure level again.
    event MarginCallMet(
        uint32 indexed venue,
        uint32 indexed registry,
        uint64 indexed investor,
        int256 equity,
        uint256 cure
    );

    /// @notice The investor has no account at the venue.
    error AccountUnknown(uint32 venue, uint32 registry, uint64 investor);
    error ReportReplayed(uint32 venue, uint24 sequence, uint24 last);
    error ReportFromFuture(uint48 asOf, uint256 time);
    error ReportTooOld(uint48 asOf, uint256 oldest);
    error LegsOutOfRange(uint256 legs, uint256 most);
    /// @notice Legs ascend by class, each of another class, and hold something.
    error LegInvalid(uint256 index, uint16 class);
    /// @notice The caller, or the signer, is not the venue's.
    error ReporterUnknown(uint32 venue, address reporter);
    /// @notice A venue of this mode reports otherwise: figures, bands, or its position is read.
    error ModeMismatch(uint32 venue, uint8 modes);
    /// @notice The wallet has no record in the engine's registry.
    error WalletNotRecorded(uint32 registry, address wallet);
    error UnitsOutOfRange(uint256 units, uint256 most);
    /// @notice A figure is above what one account may have, cents.
    error FigureOutOfRange(uint256 value, uint256 most);
    /// @notice A band may be relied on for at least this day, and at most for the venue's age.
    error BandExpiryInvalid(uint48 expiry, uint256 least, uint256 most);
    /// @notice Only the venue's own contract says that something was drawn.
    error VenueOnly(uint32 venue, address reporter);

    /// @notice Takes a report of the caller's. Reverts with the first reason of `ILeverageReasons` if it is an increase that is refused.
    /// @custom:access-control The venue's reporter.
    function report(Report calldata said) external;

    /// @notice The same, signed by the venue's reporter (EIP-712; ECDSA or ERC-1271); anybody may bring it.
    function reportSigned(Report calldata said, bytes calldata signature) external;

    /// @notice Takes a band.
    /// @custom:access-control The venue's reporter.
    function reportBand(Band calldata said) external;

    function reportBandSigned(Band calldata said, bytes calldata signature) external;

    /// @notice Reads the position of an on-chain venue and takes it as a report, at the feed's price. Anybody but the venue itself only marks: what was drawn is 0.
    /// @param drawn Cents lent or taken out by this call; only the venue's own contract may say more than 0.
    function mark(uint32 venue, uint32 registry, address wallet, uint256 drawn) external;

    /// @notice Sums over all venues; of who is controlled: those of its head, with all whom that controls. `venues`: the investor's own accounts.
    function aggregateOf(uint32 registry, uint64 investor) external view returns (Aggregate memory);
}
