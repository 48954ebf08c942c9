// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PricedProduct} from "../interfaces/IPricedProducts.sol";
import {FeedReads} from "./FeedReads.sol";
import {LeverageStorage} from "./LeverageStorage.sol";
import {Sessions} from "./Sessions.sol";

/// @title Prices, as feeds tell them now
abstract contract PriceReads is LeverageStorage {
    /// @dev Every sum of money that a registry keeps fits so many bits.
    uint256 private constant MOST_CENTS = type(uint56).max;
    /// @dev A hundred times it fits 256 bits.
    int256 private constant MOST_ANSWER = int256(uint256(type(uint192).max));
    /// @dev What a sequencer's uptime feed answers while it is up.
    int256 private constant UP = 0;

    /// @dev As `IPricedProducts.priceOf` says, of a product that was read.
    function _priceOf(
        PricedProduct memory product
    ) internal view returns (uint256 cents, uint256 age, bool open, bool close) {
        if (product.class == 0) return (0, 0, false, false);
        uint256 updatedAt;
        (cents, updatedAt) = _read(product);
        if (cents == 0) return (0, 0, false, false);
        unchecked {
            age = block.timestamp - updatedAt; // fits: a price of the future is none
        }
        close = age <= product.closeAge && _isRunning(product);
        open =
            close &&
            age <= product.openAge &&
            Sessions.isOpen(block.timestamp, product.opensAt, product.closesAt, product.daysOpen);
    }

    /// @return cents Of one whole token, rounded down: a pledge is never worth more than was told. 0: the feed tells no price. @return updatedAt Unix seconds.
    function _read(PricedProduct memory product) internal view returns (uint256 cents, uint256 updatedAt) {
        (bool readable, uint8 decimals) = FeedReads.decimals(product.feed);
        if (!readable || decimals != product.feedDecimals) return (0, 0);
        int256 answer;
        (readable, answer, , updatedAt) = FeedReads.latest(product.feed);
        if (!readable || answer <= 0 || answer > MOST_ANSWER) return (0, 0);
        if (updatedAt == 0 || updatedAt > block.timestamp) return (0, 0);
        cents = (uint256(answer) * 100) / 10 ** decimals;
        if (cents > MOST_CENTS) return (0, 0);
    }

    /// @dev Without a sequencer nobody could have met a call: what it kept from people is given back as time.
    function _isRunning(PricedProduct memory product) private view returns (bool) {
        if (product.sequencer == address(0)) return true;
        (bool readable, int256 answer, uint256 since, ) = FeedReads.latest(product.sequencer);
        if (!readable || answer != UP || since == 0 || since > block.timestamp) return false;
        return block.timestamp - since >= product.sequencerGrace;
    }
}
