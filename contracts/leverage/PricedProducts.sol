// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPricedProducts, PricedProduct} from "../interfaces/IPricedProducts.sol";
import {FeedReads} from "./FeedReads.sol";
import {PriceReads} from "./PriceReads.sol";
import {Sessions} from "./Sessions.sol";

/// @title Products and their prices
abstract contract PricedProducts is PriceReads, IPricedProducts {
    /// @dev So that ten to its power, times any sum of cents and basis points, fits 256 bits.
    uint256 private constant MOST_DECIMALS = 36;

    /// @inheritdoc IPricedProducts
    function mapProduct(address token, PricedProduct calldata product) external {
        _checkRestricted(authority);
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
        return _products[token];
    }

    /// @inheritdoc IPricedProducts
    function priceOf(address token) external view returns (uint256 cents, uint256 age, bool open, bool close) {
        return _priceOf(_products[token]);
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
}
