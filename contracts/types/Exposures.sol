// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What an investor holds of one product class at one venue.
/// @param class Product class, from 1. @param quantity In the class's own unit; negative: short. @param notional Cents, at the report's prices, rounded up.
struct Leg {
    uint16 class;
    int112 quantity;
    uint56 notional;
}

/// @notice What a venue says of one investor's account with it.
/// @param investor Number in the engine's registry.
/// @param wallet Any wallet of the investor: its record says of which tier; read only while there are tiers. @param sequence Of this account at this venue: above the last one. @param asOf Unix seconds.
/// @param collateral Cents, rounded down. @param debt Cents, rounded up. @param drawn Cents that were lent or taken out since the last report beyond what was
/// paid in; interest is none. @param legs At most 8, ascending by class, no quantity zero.
struct Report {
    uint32 venue;
    uint32 registry;
    uint64 investor;
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
    uint64 investor;
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
/// @param expiryDay From which the report is overdue, days since 1970-01-01, UTC; 0: nothing is exposed; 1: the venue says that its cap is passed.
/// @param portable Whether all of its equity counts everywhere. @param collateral Of a banded account: the band's headroom.
struct VenueAccount {
    uint56 collateral;
    uint56 debt;
    uint56 initial;
    uint24 sequence;
    uint48 asOf;
    uint16 expiryDay;
    uint48 callSince;
    uint48 callUntil;
    bool opened;
    bool banded;
    bool portable;
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
