// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILeverage} from "./ILeverage.sol";
import {ILeverageReasons} from "./ILeverageReasons.sol";

/// @notice What an investor holds of one product class at one venue.
/// @param class Product class, from 1. @param quantity In the class's own unit; negative: short. @param notional Cents, at the report's prices, rounded up.
struct Leg {
    uint16 class;
    int112 quantity;
    uint56 notional;
}

/// @notice What a venue says of one investor's account with it.
/// @param wallet Any wallet of the investor. @param sequence Of this account at this venue: above the last one. @param asOf Unix seconds.
/// @param collateral Cents, rounded down. @param debt Cents, rounded up. @param drawn Cents that were lent or taken out since the last report beyond what was
/// paid in; interest is none. @param legs At most 8, ascending by class, no quantity zero.
struct Report {
    uint32 venue;
    uint32 registry;
    address wallet;
    uint24 sequence;
    uint48 asOf;
    uint56 collateral;
    uint56 debt;
    uint56 drawn;
    Leg[] legs;
}

/// @notice What a venue says instead that publishes no figures.
/// @param increased Whether the account has taken on more since its last report. @param withinCap Whether it is within the venue's margin and the policy's caps.
/// @param headroom 0: none; n: at least 2**(n - 1) dollars of notional more. @param expiry Unix seconds until which it may be relied on.
struct Band {
    uint32 venue;
    uint32 registry;
    address wallet;
    uint24 sequence;
    uint48 asOf;
    uint48 expiry;
    uint8 headroom;
    bool withinCap;
    bool increased;
}

/// @notice One of what stands against an increase: reason is the selector of an error of `ILeverageReasons`.
/// @param provision Hash of the provision behind it; 0: the registry's own. @param binding 1: law; 2: policy.
struct LeverageFinding {
    bytes4 reason;
    uint32 venue;
    uint16 class;
    uint256 measured;
    uint256 limit;
    bytes32 provision;
    uint8 binding;
}

/// @notice An investor's account at one venue, as last reported.
/// @param initial Initial margin that the venue's table asks, cents. @param callSince Unix seconds; 0: no call is open. @param callUntil By when it is to be met.
struct VenueAccount {
    uint56 collateral;
    uint56 debt;
    uint56 initial;
    uint24 sequence;
    uint48 asOf;
    uint48 callSince;
    uint48 callUntil;
    uint8 headroom;
    bool withinCap;
    bool banded;
    bool opened;
    Leg[] legs;
}

/// @notice An investor over all venues. @param equity Net equity that counts everywhere, cents; negative: a deficit. @param notional Cents. @param initial Cents.
/// @param overdue Venues that have not reported in time, or say that their cap is passed. @param venues At which accounts are open.
struct Aggregate {
    int56 equity;
    uint56 notional;
    uint56 initial;
    uint256 overdue;
    uint256 venues;
}

/// @title Leverage and margin over venues
/// @notice Keeps, for each investor of an engine's registry, what venues report of it; refuses increases that the venue's own margin table, or a policy over all
/// venues, does not allow; opens and closes margin calls. Reductions, repayments and marks always pass.
/// @dev Aggregates move by the difference of a report to the last one: the cost does not depend on how many venues there are.
/// Equity at an attested venue that is not marked portable counts there only: what exceeds the venue's own initial margin counts nowhere else.
interface ILeverageRegistry is ILeverage, ILeverageReasons {
    event AccountOpened(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor);
    event AccountClosed(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor);
    event ExposureReported(
        uint32 indexed venue,
        uint32 indexed registry,
        uint64 indexed investor,
        uint24 sequence,
        uint56 collateral,
        uint56 debt,
        uint56 notional,
        uint56 initial
    );
    event BandReported(uint32 indexed venue, uint32 indexed registry, uint64 indexed investor, Band band);
    /// @notice Net equity fell below maintenance. until: by when the call is to be met, unix seconds.
    event MarginCalled(
        uint32 indexed venue,
        uint32 indexed registry,
        uint64 indexed investor,
        uint256 equity,
        uint256 maintenance,
        uint48 until
    );
    /// @notice Net equity has reached the cure level again.
    event MarginCallMet(
        uint32 indexed venue,
        uint32 indexed registry,
        uint64 indexed investor,
        uint256 equity,
        uint256 cure
    );
    event UnitsEncumbered(
        uint32 indexed venue,
        uint32 indexed registry,
        uint64 indexed investor,
        address token,
        uint256 oldUnits,
        uint256 newUnits
    );

    /// @notice The investor has no account at the venue.
    error AccountUnknown(uint32 venue, uint32 registry, uint64 investor);
    error AccountAlreadyOpen(uint32 venue, uint32 registry, uint64 investor);
    /// @notice It is closed only when nothing is owed, held or encumbered.
    error AccountNotFlat(uint32 venue, uint32 registry, uint64 investor);
    error VenueAccountsOutOfRange(uint256 venues, uint256 most);
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
    error WalletUnknown(uint32 registry, address wallet);

    /// @notice Opens the caller's account at a venue: from now on that venue may report of the investor. Sets the state `leveraged` in the engine's record.
    /// @dev Without it no venue reports for a stranger. The registry of the engine must have given this contract the state bit `leveraged` (`IRegistrars`).
    function openAccount(uint32 venue, uint32 registry) external;

    /// @notice Closes a flat account: by the investor, or by the venue. The last one that is closed clears the state `leveraged`.
    function closeAccount(uint32 venue, uint32 registry, address wallet) external;

    /// @notice Takes a report of the caller's. Reverts with the first reason of `ILeverageReasons` if it is an increase that is refused.
    /// @custom:access-control The venue's reporter.
    function report(Report calldata said) external;

    /// @notice The same, signed by the venue's reporter (EIP-712; ECDSA or ERC-1271); anybody may bring it.
    function reportSigned(Report calldata said, bytes calldata signature) external;

    /// @notice Takes a band. @custom:access-control The venue's reporter.
    function reportBand(Band calldata said) external;

    function reportBandSigned(Band calldata said, bytes calldata signature) external;

    /// @notice Reads the position of an on-chain venue and takes it as a report, at the feed's price. Anybody but the venue itself only marks: what was drawn is 0.
    /// @param drawn Cents lent or taken out by this call; only the venue's own contract may say more than 0.
    function mark(uint32 venue, uint32 registry, address wallet, uint256 drawn) external;

    /// @notice Says how many units of a token a venue keeps as collateral that no hold of the token binds. @custom:access-control The venue's reporter.
    function setEncumbered(uint32 venue, uint32 registry, address wallet, address token, uint256 units) external;

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

    function aggregateOf(uint32 registry, uint64 investor) external view returns (Aggregate memory);

    /// @notice What margin the account must have at the venue, by its table and the investor's tier. All in cents.
    function levelsOf(
        uint32 venue,
        uint32 registry,
        address wallet
    ) external view returns (int256 equity, uint256 initial, uint256 maintenance, uint256 cure, uint256 closeOut);

    /// @notice How many pledged units of an on-chain venue may be sold now: the smallest number after which the cure level is met at the price used, all if
    /// none does, 0 if nothing may be sold.
    /// @return units Base units. @return price Of one whole token, cents. @return from From when they may be sold, unix seconds; 0: no call is open.
    function closeOutOf(
        uint32 venue,
        uint32 registry,
        address wallet
    ) external view returns (uint256 units, uint256 price, uint48 from);
}
