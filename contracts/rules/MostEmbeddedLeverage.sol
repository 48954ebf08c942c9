// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Rule} from "../types/Rule.sol";

/// @notice The product's own leverage is at most the limit. Basis points, inclusive.
/// @dev Measured: the word's window, in hundredths, as the issuer states it of the token: 300 is three times, up or down. Nothing is read. Made for products
/// that multiply what they reference, whose acquisition an issuer's own documents leave to investors of some statuses: the scope says whom it binds.
library MostEmbeddedLeverage {
    uint256 private constant BASIS_POINTS_OF_HUNDREDTH = 100;

    function judge(Rule rule) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = rule.window() * BASIS_POINTS_OF_HUNDREDTH; // fits: 16 bits
        limit = rule.limit();
        refused = measured > limit;
    }
}
