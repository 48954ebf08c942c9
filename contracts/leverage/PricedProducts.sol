// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Restricted} from "../access/Restricted.sol";
import {IPricedProducts, PricedProduct} from "../interfaces/IPricedProducts.sol";
import {FeedReads} from "./FeedReads.sol";
import {Sessions} from "./Sessions.sol";

/// @title Products and their prices
abstract contract PricedProducts is Restricted, IPricedProducts {
    /// @dev So that ten to its power, times any sum of cents and basis points, fits 256 bits.
    uint256 private constant MOST_DECIMALS = 36;
    /// @dev Every sum of money that a registry keeps fits so many bits.
    uint256 private constant MOST_CENTS = type(uint56).max;
    /// @dev A hundred times it fits 256 bits.
    int256 private constant MOST_ANSWER = int256(uint256(type(uint192).max));
    /// @dev What a sequencer's uptime feed answers while it is up.
    int256 private constant UP = 0;

    mapping(address token => PricedProduct) private _products;

    /// @inheritdoc IPricedProducts
    function mapProduct(address token, PricedProduct calldata product) external {
        _checkRestricted(_authority());
        PricedProduct memory oldProduct = _products[token];
        if (product.class == 0) {
            if (oldProduct.class == 0) revert ProductUnknown(token);
            delete _products[token];
        } else {
            _check(token, product);
            _products[token] = product;
        }
        emit ProductMapped(token, oldProduct, _products[token]);
    }

    /// @inheritdoc IPricedProducts
    function productOf(address token) external view returns (PricedProduct memory) {
        return _productOf(token);
    }

    /// @inheritdoc IPricedProducts
    function priceOf(address token) public view returns (uint256 cents, uint256 age, bool open, bool close) {
        PricedProduct memory product = _products[token];
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

    /// @dev Whom `mapProduct` asks who may.
    function _authority() internal view virtual returns (address);

    function _productOf(address token) internal view returns (PricedProduct memory) {
        return _products[token];
    }

    function _check(address token, PricedProduct calldata product) private view {
        (bool readable, uint8 decimals) = FeedReads.decimals(token);
        if (!readable || decimals != product.tokenDecimals || decimals > MOST_DECIMALS) {
            revert ProductInvalid(token, "tokenDecimals");
        }
        if (product.feedDecimals > MOST_DECIMALS) revert ProductInvalid(token, "feedDecimals");
        if (product.openAge == 0) revert ProductInvalid(token, "openAge");
        if (product.closeAge < product.openAge) revert ProductInvalid(token, "closeAge");
        if (!Sessions.isValid(product.opensAt, product.closesAt, product.daysOpen)) {
            revert ProductInvalid(token, "session");
        }
        if (product.sequencer == address(0) && product.sequencerGrace != 0) {
            revert ProductInvalid(token, "sequencerGrace");
        }
        (readable, decimals) = FeedReads.decimals(product.feed);
        if (!readable) revert PriceUnreadable(product.feed);
        if (decimals != product.feedDecimals) {
            revert FeedDecimalsChanged(product.feed, product.feedDecimals, decimals);
        }
        (uint256 cents, ) = _read(product);
        if (cents == 0) revert PriceUnreadable(product.feed);
        if (product.sequencer == address(0)) return;
        (readable, , , ) = FeedReads.latest(product.sequencer);
        if (!readable) revert PriceUnreadable(product.sequencer);
    }

    /// @return cents Of one whole token, rounded down: a pledge is never worth more than was told. 0: the feed tells no price. @return updatedAt Unix seconds.
    function _read(PricedProduct memory product) private view returns (uint256 cents, uint256 updatedAt) {
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
