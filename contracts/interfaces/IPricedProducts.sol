// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A token that venues may take as collateral.
/// @dev Two slots are read, and a third where there is a sequencer. Construct it by names.
/// @param class Its product class. @param tokenDecimals Of its units. @param feedDecimals As pinned when mapped; the feed is asked again each time.
/// @param daysOpen Bit n: a session opens on weekday n, 0 Monday. @param openAge Seconds that a price may be old for an increase, inclusive.
/// @param feed AggregatorV3, in the registry's quote currency, of one whole token. @param closeAge As `openAge`, for marks and sales; not below it.
/// @param opensAt Second of the UTC day at which the market opens, `closesAt` at which it closes, up to 86,400; if earlier, on the next day; equal: always open.
/// @param sequencer Uptime feed of the rollup; zero: none. @param sequencerGrace Seconds after it came back, in which neither an increase nor a sale is served.
struct PricedProduct {
    uint16 class;
    uint8 tokenDecimals;
    uint8 feedDecimals;
    uint8 daysOpen;
    uint32 openAge;
    address feed;
    uint32 closeAge;
    uint32 opensAt;
    uint32 closesAt;
    address sequencer;
    uint32 sequencerGrace;
}

/// @title Products that a leverage registry's own authority has mapped, and their prices
interface IPricedProducts {
    event ProductMapped(address indexed token, PricedProduct oldProduct, PricedProduct newProduct);

    error ProductUnknown(address token);
    error ProductInvalid(address token, bytes32 what);
    /// @notice The feed gives no answer of this ABI, or one that cannot be a price: not positive, or of the future.
    error PriceUnreadable(address feed);
    error FeedDecimalsChanged(address feed, uint8 pinned, uint8 found);

    /// @notice Maps a token, or changes how it is priced; `class` 0 ends it. Reads the feed once. @custom:access-control The registry's authority.
    function mapProduct(address token, PricedProduct calldata product) external;

    function productOf(address token) external view returns (PricedProduct memory);

    /// @notice The price now, whatever the feed does. Reverts only with `GasTooLow`, so that nobody makes a price look missing by sending little gas.
    /// @return cents Of one whole token, rounded down; 0: none can be told. Told also where it is too old, with its age.
    /// @return age Seconds.
    /// @return open Whether it serves an increase.
    /// @return close Whether it serves a mark or a sale; where `open`, it does.
    function priceOf(address token) external view returns (uint256 cents, uint256 age, bool open, bool close);
}
