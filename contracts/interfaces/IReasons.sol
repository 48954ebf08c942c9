// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Why a movement is refused
/// @notice Enforcement reverts with one of these; `check` and `explain` name the same errors by their selectors.
/// All have one shape. Reasons of a rule carry its index in the program, the investor number (0 where the rule speaks of the movement
/// itself), and what was measured beside the limit, both in the unit of the rule's kind. The engine's own reasons, which stand under every
/// program, carry rule 0xFFFF and an address. The only other reason is OpenZeppelin's `ERC20InsufficientAllowance`, which the token throws
/// before it asks the engine.
interface IReasons {
    // ── The engine's own, in the order in which they are judged ─────────────────────────────────────────────────────

    /// @notice The engine does not weigh movements of this kind yet. measured: the kind. limit: the highest kind it weighs, 7; below it
    /// 6, settlement, is reserved.
    error KindUnsupported(uint16 rule, address token, uint256 measured, uint256 limit);
    /// @notice The token was not admitted to a registry, or no program is in force for it.
    error ProgramMissing(uint16 rule, address token, uint256 measured, uint256 limit);
    /// @notice The token did not answer, or not with one word, when asked for a balance, an allowance or its supply.
    error TokenUnreadable(uint16 rule, address token, uint256 measured, uint256 limit);
    /// @notice The token had holders when it was admitted, and not all of them are in the books. measured: units seeded. limit: the supply, as the
    /// token told it last.
    error TokenImporting(uint16 rule, address token, uint256 measured, uint256 limit);
    /// @notice The token is paused. measured: 1. limit: 0.
    error TokenPaused(uint16 rule, address token, uint256 measured, uint256 limit);
    /// @notice The registry of the token has no record of the wallet. measured: 0. limit: 1 (record).
    error WalletUnknown(uint16 rule, address wallet, uint256 measured, uint256 limit);
    /// @notice The wallet's investor is blocked: nothing in, nothing out. measured: 1. limit: 0.
    error InvestorBlocked(uint16 rule, address wallet, uint256 measured, uint256 limit);
    /// @notice The wallet is a suspense account: by order or transmission in, by transmission out, and nothing else. measured: 1. limit: 0.
    error SuspenseAccount(uint16 rule, address wallet, uint256 measured, uint256 limit);
    /// @notice More than the engine can count. measured: the amount, in units. limit: 2**112 - 1.
    error AmountAboveCapacity(uint16 rule, address token, uint256 measured, uint256 limit);
    /// @notice measured: the supply after the movement, in units. limit: 2**112 - 1.
    error SupplyAboveCapacity(uint16 rule, address token, uint256 measured, uint256 limit);
    /// @notice The wallet would hold more tokens of the registry than can be counted. measured: tokens after. limit: 255.
    error TokensAboveCapacity(uint16 rule, address wallet, uint256 measured, uint256 limit);
    /// @notice The whole wallet is frozen. measured: 1. limit: 0.
    error WalletFrozen(uint16 rule, address wallet, uint256 measured, uint256 limit);
    /// @notice Of a recovery: the receiving wallet is another investor's. measured: the sender's number. limit: the number of the one who has it.
    error InvestorsDiffer(uint16 rule, address wallet, uint256 measured, uint256 limit);
    /// @notice Of a recovery: the lost wallet is not wholly frozen. measured: 0. limit: 1.
    error WalletNotBarred(uint16 rule, address wallet, uint256 measured, uint256 limit);
    /// @notice The wallet has fewer units that may leave. measured: the amount. limit: balance less frozen and held units, not below 0.
    error UnitsNotFree(uint16 rule, address wallet, uint256 measured, uint256 limit);
    /// @notice Of a recovery: it moves all units of the wallet, frozen and held ones too. measured: the amount. limit: the balance.
    error RecoveryNotWhole(uint16 rule, address wallet, uint256 measured, uint256 limit);

    // ── Of a rule: eligibility ──────────────────────────────────────────────────────────────────────────────────────

    /// @notice measured: the forbidden state bits that the investor has. limit: 0.
    error ForbiddenState(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: those of the required status bits that the investor has. limit: all required bits.
    error StatusMissing(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: the investor's lane. limit: mask of the lanes allowed.
    error LaneNotAllowed(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: the investor's country, ISO 3166 numeric. limit: index of the program's set of allowed countries.
    error CountryNotAllowed(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: the investor's country, ISO 3166 numeric. limit: index of the program's set of forbidden countries.
    error CountryForbidden(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: the investor's region, as the registry's scheme numbers them. limit: index of the program's set of allowed regions.
    error RegionNotAllowed(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: the investor's region, as the registry's scheme numbers them. limit: index of the program's set of forbidden regions.
    error RegionForbidden(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice Who moves another's units is not in the registry; subject is 0. measured: 0. limit: 1 (record).
    error SpenderUnknown(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: now. limit: when the evidence ceased to be fresh; both unix seconds.
    error EvidenceExpired(uint16 rule, uint64 subject, uint256 measured, uint256 limit);

    // ── Of a rule: holding ──────────────────────────────────────────────────────────────────────────────────────────

    /// @notice measured: units after the movement, over all wallets. limit: most units, inclusive.
    error HoldingAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: units after the movement, over all wallets. limit: floor(basis points × base / 10,000) units, inclusive.
    error ShareAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: units after the movement, over all wallets. limit: least units, inclusive; holding none is allowed.
    error HoldingBelowLeast(uint16 rule, uint64 subject, uint256 measured, uint256 limit);

    /// @notice measured: units that the sender would keep, over all wallets. limit: 0.
    error HoldingNotWhole(uint16 rule, uint64 subject, uint256 measured, uint256 limit);

    // ── Of a rule: counting ─────────────────────────────────────────────────────────────────────────────────────────

    /// @notice measured: holders after the movement. limit: most holders, inclusive.
    error HoldersAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: holders after the movement. limit: fewest holders, inclusive.
    error HoldersBelowLeast(uint16 rule, uint64 subject, uint256 measured, uint256 limit);

    // ── Of a rule: time and size ────────────────────────────────────────────────────────────────────────────────────

    /// @notice measured: now. limit: the first second at which it is allowed; both unix seconds.
    error MovementTooEarly(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: now. limit: the first second at which it is no longer allowed; both unix seconds.
    error MovementTooLate(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: now. limit: the first second at which all that moves was held long enough; both unix seconds.
    error UnitsTooYoung(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: now. limit: the first second at which the tranches of all that moves were closed long enough, 2**48 - 1 while one is
    /// open; both unix seconds.
    error TrancheTooYoung(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice Trading of the token stands still; subject is 0. measured: 1. limit: 0.
    error TradingHalted(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: the amount. limit: least units, inclusive.
    error MovementBelowLeast(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: the amount. limit: most units, inclusive.
    error MovementAboveMost(uint16 rule, uint64 subject, uint256 measured, uint256 limit);

    // ── Of a rule: leverage ─────────────────────────────────────────────────────────────────────────────────────────

    /// @notice measured: leverage of the product itself, in basis points. limit: most, inclusive.
    error EmbeddedLeverageAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: leverage of the receiver over all venues, in basis points; `type(uint256).max`: it cannot be told. limit: most, inclusive.
    error LeverageAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: units that the sender would hold. limit: units that are pledged or encumbered, inclusive; `Shape.MOST_UNITS`: all, since it
    /// cannot be told.
    error HoldingBelowEncumbered(uint16 rule, uint64 subject, uint256 measured, uint256 limit);

    // ── Of a rule: flow, within a rolling window ────────────────────────────────────────────────────────────────────

    /// @notice measured: units that the sender would have sent. limit: most units, inclusive.
    error OutflowAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: units that the sender would have sent. limit: floor(basis points × supply / 10,000) units, inclusive.
    error OutflowAboveShare(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: units that the sender would have sent. limit: the greater of that share and the weekly volume reported, in units, inclusive.
    error OutflowAboveVolume(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: units that the receiver would have taken in. limit: its personal limit, or else the rule's, in units, inclusive.
    error InflowAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: purchasers within the window, the receiver among them. limit: most purchasers, inclusive.
    error PurchasersAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice Subject is 0. measured: units through the venue today. limit: floor(basis points × daily volume reported / 10,000) units, inclusive.
    error VenueVolumeAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
    /// @notice measured: units of the group's members after the movement, each by its weight, rounded up. limit: most units, rounded down.
    error GroupShareAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);

    // ── Of a rule that asks another contract ────────────────────────────────────────────────────────────────────────

    /// @notice Subject is 0. measured and limit: as that contract says; zeros if it did not answer as it must.
    error PlugInRefused(uint16 rule, uint64 subject, uint256 measured, uint256 limit);

    // ── Of a rule that moves a position book ────────────────────────────────────────────────────────────────────────

    /// @notice Subject: whose position would grow; 0: nobody's, the book does not know the token. measured: the position after the movement, in millionths of a
    /// contract; `type(uint256).max`, beside zeros: the book does not answer as it must. limit: of that person at that time, inclusive.
    error PositionAboveLimit(uint16 rule, uint64 subject, uint256 measured, uint256 limit);
}
