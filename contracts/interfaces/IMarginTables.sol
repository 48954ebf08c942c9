// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What one table asks of one product class and tier of investors.
/// @param initial Basis points of notional that net equity must reach for an increase; likewise `maintenance`: below it a call opens; `cure`: where it closes;
/// `closeOut`: below it no time is left. @param staleHaircut Basis points taken off what a stale price says, within `grace`.
/// @param cureTime Seconds to meet a call. @param notice Seconds between a call's end and the sale. @param grace Seconds for which a stale price still marks.
/// @param leverageCap Policy: basis points of net equity over all venues; 0: none. @param absoluteCap Policy: cents of notional over all venues; 0: none.
/// @param banned No increase at all. @param longOnly No short quantity. @param binding 1: law; 2: policy. @param provision Hash of the provision it comes from; 0 only
/// where `binding` is policy.
struct MarginRow {
    uint16 initial;
    uint16 maintenance;
    uint16 cure;
    uint16 closeOut;
    uint16 staleHaircut;
    uint32 cureTime;
    uint32 notice;
    uint32 grace;
    uint32 leverageCap;
    uint56 absoluteCap;
    bool banned;
    bool longOnly;
    uint8 binding;
    bytes32 provision;
}

/// @notice Policies over all venues, each switched on or off.
/// @param provision Of the issuer's or framework's document that says so; not 0 while any is on.
struct LeveragePolicy {
    bool initialMargin;
    bool leverageCap;
    bool absoluteCap;
    bytes32 provision;
}

/// @title Margin tables: figures with their sources, effective by date
/// @dev Rows are looked up by table, product class and tier (0: everybody; 1 to 3: whoever's fresh evidence has all of the tier's statuses); of an investor's tiers the highest that has a row counts. No row: no increase.
interface IMarginTables {
    event RowScheduled(uint16 indexed table, uint16 indexed class, uint8 indexed tier, MarginRow row, uint48 from);
    event RowCancelled(uint16 indexed table, uint16 indexed class, uint8 indexed tier);
    event TierSet(uint8 indexed tier, uint32 oldStatuses, uint32 newStatuses);
    event PolicyScheduled(LeveragePolicy policy, uint48 from);
    /// @notice Takes effect no earlier than the registry's notice from now; the first row of its place, at once.
    error EffectTooEarly(uint256 from, uint256 earliest);
    /// @notice A figure of a row is outside its range. field: its position in `MarginRow`, from 0; 14: table, 15: class, 16: tier.
    error RowFieldInvalid(uint256 field, uint256 value);
    /// @notice Nothing waits there.
    error RowNotScheduled(uint16 table, uint16 class, uint8 tier);
    /// @notice A policy that is on names the provision behind it.
    error PolicyProvisionMissing();
    error TierOutOfRange(uint8 tier, uint8 most);

    /// @notice Schedules a row. One that waits already is replaced.
    /// @custom:access-control The registry's authority.
    function scheduleRow(uint16 table, uint16 productClass, uint8 tier, MarginRow calldata row, uint48 from) external;

    /// @custom:access-control The registry's authority (its guardian without delay).
    function cancelRow(uint16 table, uint16 productClass, uint8 tier) external;

    /// @notice Says which evidence makes tier 1 to 3.
    /// @custom:access-control The registry's authority.
    function setTier(uint8 tier, uint32 statuses) external;

    /// @custom:access-control The registry's authority.
    function schedulePolicy(LeveragePolicy calldata policy, uint48 from) external;

    /// @return row In force at `time`.
    /// @return next What waits.
    /// @return from When it takes effect; 0: nothing waits.
    function rowAt(
        uint16 table,
        uint16 productClass,
        uint8 tier,
        uint256 time
    ) external view returns (MarginRow memory row, MarginRow memory next, uint48 from);

    function policyAt(
        uint256 time
    ) external view returns (LeveragePolicy memory policy, LeveragePolicy memory next, uint48 from);

    /// @notice Seconds between scheduling and effect of what takes another's place.
    function notice() external view returns (uint32);

    function tierStatuses(uint8 tier) external view returns (uint32 statuses);

    /// @notice The tier of a wallet's investor in an engine's registry, now.
    function tierOf(uint32 registry, address wallet) external view returns (uint8 tier);
}
