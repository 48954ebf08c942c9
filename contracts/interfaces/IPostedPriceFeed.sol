// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAggregatorV3} from "./external/IAggregatorV3.sol";

/// @title A price feed of who must say himself what a security is worth
/// @notice For securities that no market quotes. A role posts prices, or signs them for anybody to bring. A price is as old as the valuation behind it.
interface IPostedPriceFeed is IAggregatorV3 {
    /// @param asOf Of when the price is, unix seconds. @param poster Who posted or signed it.
    event PricePosted(uint80 indexed roundId, int256 answer, uint48 asOf, address indexed poster);
    /// @notice In basis points; 0: any price may follow any other.
    event MostDeviationSet(uint32 oldDeviation, uint32 newDeviation);

    /// @notice A price is positive and fits its word. most: inclusive.
    error PriceOutOfRange(int256 answer, int256 most);
    error PriceFromFuture(uint48 asOf, uint256 time);
    /// @notice A price is later than the last one.
    error PriceNotNewer(uint48 asOf, uint48 last);
    /// @notice The price is too far from the last one. deviation: basis points of the last one, rounded up; most: inclusive.
    error PriceDeviates(uint256 deviation, uint256 most);
    /// @notice The signer may not post at once.
    error PosterUnknown(address signer);
    error RoundUnknown(uint80 roundId);

    /// @notice Posts a price. Emits `PricePosted`.
    /// @param answer With `decimals` decimals, at least 1. @param asOf Of when it is, unix seconds: later than the last one's, and not in the future.
    /// @custom:access-control The role that the feed's authority has given this function to.
    function post(int256 answer, uint48 asOf) external;

    /// @notice The same, signed (EIP-712; ECDSA or ERC-1271) by who could call `post` at once; anybody may bring it.
    function postSigned(int256 answer, uint48 asOf, address signer, bytes calldata signature) external;

    /// @notice Says how far a price may be from the one before it, basis points of that; 0: any way. Emits `MostDeviationSet`.
    /// @dev A price that is refused ages: no increase, and later no sale, until the authority widens the bound.
    /// @custom:access-control The feed's authority.
    function setMostDeviation(uint32 deviation) external;

    function mostDeviation() external view returns (uint32);
}
