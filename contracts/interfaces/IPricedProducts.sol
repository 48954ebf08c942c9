// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A token that venues may take as collateral. @param class Its product class. @param tokenDecimals Of its units. @param feed AggregatorV3, in the registry's
/// quote currency, of one whole token. @param feedDecimals As pinned when mapped; the feed is re-read. @param openAge Seconds that a price may be old for an
/// increase. @param closeAge For marks and sales. @param opensAt Second of the UTC day at which the market opens, `closesAt` at which it closes; equal: always open.
/// @param daysOpen Bit n: open on weekday n, 0 Monday. @param sequencer Uptime feed of the rollup; zero: none. @param sequencerGrace Seconds after it came back.
struct PricedProduct {
    uint16 class;
    uint8 tokenDecimals;
    uint8 feedDecimals;
    uint8 daysOpen;
    uint32 openAge;
    uint32 closeAge;
    uint32 opensAt;
    uint32 closesAt;
    address feed;
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

    /// @notice The price now. Never reverts.
    /// @return cents Of one whole token, rounded down; 0: none can be told. @return age Seconds. @return open Whether it serves an increase. @return close Whether it
    /// serves a mark or a sale.
    function priceOf(address token) external view returns (uint256 cents, uint256 age, bool open, bool close);
}
