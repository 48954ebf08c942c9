// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";

/// @notice What a sale of pledged units is judged on. Money in cents.
/// @param units Pledged, base units, below 2**112. @param price Of one whole token, below 2**56. @param scale Base units of one whole token, at most 10**36.
/// @param debt Below 2**112. @param level Basis points of what stays pledged that net equity must reach, below 2**16. @param discount Basis points below the
/// price at which units are sold, at most 10,000.
struct Sale {
    uint256 units;
    uint256 price;
    uint256 scale;
    uint256 debt;
    uint256 level;
    uint256 discount;
}

/// @notice How many pledged units have to be sold, and no more.
/// @dev What stays is valued rounding down, what is asked of it rounding up, as a mark does; what a buyer pays rounding up, so that units sold one by one
/// bring no less than sold at once. What a sale brings beyond the debt is the investor's, and no collateral. All products are below 2**256.
library CloseOuts {
    /// @dev Each step is a cent of value, or the rest of one. The search ends within them if the level is 3 % of value or more above the discount, and 3 % or
    /// more below the whole.
    uint256 private constant MOST_STEPS = 340;

    /// @notice The smallest number of base units after whose sale the level is met: 0 if it is met already, all if it is met after no sale.
    /// @dev Without rounding the level is met from one number on, which is a quotient. Roundings, together below four cents, move it by what makes four cents
    /// of difference, and within that the level may be met, and no longer met, a few times over. So: from the number that is needed without them, less the
    /// most that they can give, to the first that will do, cent by cent of what stays pledged. Within a cent only the price paid changes, and that only rises.
    /// What is left after `MOST_STEPS` is bisected: then one unit fewer does not do, though a number smaller by a few cents' worth may. If the level is not
    /// above the discount, no sale brings the account nearer to it: all.
    function least(Sale memory sale) internal pure returns (uint256 units) {
        units = sale.units;
        if (sale.price == 0 || isMet(sale, 0)) return 0;
        if (sale.level <= sale.discount || sale.level > Shape.BASIS_POINTS) return units;
        uint256 short = _neverEnough(sale);
        for (uint256 step = 0; short < units; ++step) {
            if (step == MOST_STEPS) return _bisect(sale, short);
            (bool found, uint256 sold) = _withinCent(sale, units - short - 1);
            if (found) return sold;
            short = sold;
        }
    }

    /// @notice Whether the level is met after the sale of `sold` units.
    function isMet(Sale memory sale, uint256 sold) internal pure returns (bool) {
        uint256 kept = sale.units - sold;
        uint256 paid = paymentUp(sold, sale.price, sale.scale, sale.discount);
        uint256 owed = paid < sale.debt ? sale.debt - paid : 0;
        uint256 asked = _levelUp(sale, valueUp(kept, sale.price, sale.scale));
        return valueDown(kept, sale.price, sale.scale) >= owed + asked;
    }

    /// @notice What a buyer pays for `units`, cents, rounded up.
    function paymentUp(
        uint256 units,
        uint256 price,
        uint256 scale,
        uint256 discount
    ) internal pure returns (uint256 cents) {
        uint256 whole = scale * Shape.BASIS_POINTS;
        return (units * price * (Shape.BASIS_POINTS - discount) + whole - 1) / whole;
    }

    /// @dev Units are below 2**112, a price below 2**64: no product overflows.
    function valueDown(uint256 units, uint256 price, uint256 scale) internal pure returns (uint256) {
        return (units * price) / scale;
    }

    function valueUp(uint256 units, uint256 price, uint256 scale) internal pure returns (uint256) {
        return (units * price + scale - 1) / scale;
    }

    /// @dev A number of units after whose sale, and that of any fewer, the level is not met, even if every rounding helps: what is paid by less than a cent.
    function _neverEnough(Sale memory sale) private pure returns (uint256 units) {
        if (sale.debt == 0) return 0;
        uint256 owed = (sale.debt - 1) * Shape.BASIS_POINTS * sale.scale;
        uint256 covered = (Shape.BASIS_POINTS - sale.level) * sale.units * sale.price;
        if (owed <= covered) return 0;
        units = (owed - covered) / (sale.price * (sale.level - sale.discount));
        if (units > sale.units) units = sale.units;
    }

    /// @dev Looks at all numbers of units that leave `kept` pledged, or fewer of the same cent of value.
    /// @return found Whether one of them will do. @return sold The smallest that does; or else the largest of them, which does not.
    function _withinCent(Sale memory sale, uint256 kept) private pure returns (bool found, uint256 sold) {
        uint256 worth = valueDown(kept, sale.price, sale.scale);
        bool exact = (kept * sale.price) % sale.scale == 0;
        uint256 fewest = exact ? kept : (worth * sale.scale) / sale.price + 1;
        uint256 asked = _levelUp(sale, exact ? worth : worth + 1);
        uint256 most = sale.units - fewest;
        if (worth < asked) return (false, most); // whatever is paid
        sold = sale.units - kept;
        uint256 needed = _unitsFor(sale, sale.debt + asked > worth ? sale.debt + asked - worth : 0);
        if (needed > sold) sold = needed;
        return sold <= most ? (true, sold) : (false, most);
    }

    /// @dev The smallest number of units for which a buyer pays so much.
    function _unitsFor(Sale memory sale, uint256 cents) private pure returns (uint256) {
        if (cents == 0) return 0;
        if (sale.discount == Shape.BASIS_POINTS) return type(uint256).max;
        uint256 before = (cents - 1) * Shape.BASIS_POINTS * sale.scale;
        return before / (sale.price * (Shape.BASIS_POINTS - sale.discount)) + 1;
    }

    /// @param short Units after whose sale the level is not met.
    function _bisect(Sale memory sale, uint256 short) private pure returns (uint256 units) {
        units = sale.units;
        if (!isMet(sale, units)) return units;
        while (units - short > 1) {
            uint256 middle = (short + units) / 2;
            if (isMet(sale, middle)) units = middle;
            else short = middle;
        }
    }

    function _levelUp(Sale memory sale, uint256 notional) private pure returns (uint256) {
        return (notional * sale.level + Shape.BASIS_POINTS - 1) / Shape.BASIS_POINTS;
    }
}
