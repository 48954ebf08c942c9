// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";

/// @notice What a sale of pledged units is judged on. Money in cents.
/// @param units Pledged, base units. @param price Of one whole token. @param scale Base units of one whole token. @param debt Cents.
/// @param level Basis points of what stays pledged that net equity must reach. @param discount Basis points below the price at which units are sold.
struct Sale {
    uint256 units;
    uint256 price;
    uint256 scale;
    uint256 debt;
    uint256 level;
    uint256 discount;
}

/// @notice How many pledged units have to be sold, and no more.
/// @dev What stays is valued rounding down, what is asked of it rounding up, what the sale brings rounding down: rounding never makes an account
/// look safer. What a sale brings beyond the debt is the investor's, and no collateral.
library CloseOuts {
    /// @notice A number of base units after whose sale the level is met, while after one fewer it is not: 0 if it is met already, all if it is met
    /// after no sale.
    /// @dev By bisection: with each unit sold an account comes nearer to its level, if the level is above the discount. If it is not, only the sale of
    /// so much helps that nothing is owed. Rounding to cents may let a number pass that is smaller by less than two cents' worth.
    function least(Sale memory sale) internal pure returns (uint256 units) {
        if (isMet(sale, 0)) return 0;
        if (!isMet(sale, sale.units)) return sale.units;
        uint256 short = 0; // not met after the sale of so many
        units = sale.units; // met
        while (units - short > 1) {
            uint256 middle = (short + units) / 2;
            if (isMet(sale, middle)) units = middle;
            else short = middle;
        }
    }

    /// @notice Whether the level is met after the sale of `sold` units.
    function isMet(Sale memory sale, uint256 sold) internal pure returns (bool) {
        uint256 kept = sale.units - sold;
        uint256 brought = proceedsDown(sale, sold);
        uint256 owed = brought < sale.debt ? sale.debt - brought : 0;
        uint256 notional = valueUp(kept, sale.price, sale.scale);
        uint256 asked = (notional * sale.level + Shape.BASIS_POINTS - 1) / Shape.BASIS_POINTS;
        return valueDown(kept, sale.price, sale.scale) >= owed + asked;
    }

    /// @notice What the sale of `sold` units brings, cents, rounded down.
    function proceedsDown(Sale memory sale, uint256 sold) internal pure returns (uint256) {
        return (sold * sale.price * (Shape.BASIS_POINTS - sale.discount)) / (sale.scale * Shape.BASIS_POINTS);
    }

    /// @dev Units are below 2**112, a price below 2**64: no product overflows.
    function valueDown(uint256 units, uint256 price, uint256 scale) internal pure returns (uint256) {
        return (units * price) / scale;
    }

    function valueUp(uint256 units, uint256 price, uint256 scale) internal pure returns (uint256) {
        return (units * price + scale - 1) / scale;
    }
}
