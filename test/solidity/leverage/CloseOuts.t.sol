// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {CloseOuts, Sale} from "../../../contracts/leverage/CloseOuts.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given a pledge, a debt, the level that net equity must reach, and the discount at which units are sold.
contract CloseOutsTest is TestBase {
    uint256 private constant BPS = 10_000;
    uint256 private constant MOST_UNITS = 2 ** 111;

    function test_ByHand() public pure {
        // 100 units at $10.00, $800.00 owed: equity 20 %. At 25 %: after x units 1,000 - 10x - (800 - 10x) = 200 >= 25 % of 1,000 - 10x: x = 20.
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 80_000, 2_500, 0)), 20);
        // At 95 % of the price 200 - 0.5x >= 250 - 2.5x: x = 25.
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 80_000, 2_500, 500)), 25);
        // One unit less: 24 leave 76 at $760.00 against 800 - 228 = $572.00: $188.00 of $190.00.
        assertFalse(CloseOuts.isMet(Sale(100, 1_000, 1, 80_000, 2_500, 500), 24));
        // Back to the 50 % of a lender's own policy.
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 80_000, 5_000, 500)), 67);
        // In 1e-18 of a token 24.996 are enough: 75.004 at $750.04 against 800 - 237.47 (a cent begun is paid) = $562.53: $187.51 of $187.51.
        assertEq(CloseOuts.least(Sale(100e18, 1_000, 1e18, 80_000, 2_500, 500)), 24.996e18);
    }

    function test_MetAlready_NothingIsSold() public pure {
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 75_000, 2_500, 500)), 0);
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 75_001, 2_500, 500)), 1);
        assertEq(CloseOuts.least(Sale(0, 1_000, 1, 0, 2_500, 500)), 0);
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 0, 2_500, 500)), 0);
    }

    function test_MetAfterNoSale_AllIsSold() public pure {
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 99_000, 2_500, 500)), 100, "a deficit after the discount");
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 80_000, 2_500, 2_500)), 100, "the discount eats the level");
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 80_000, 2_500, BPS)), 100, "for nothing");
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 80_000, 12_000, 500)), 100, "more than there is");
    }

    function test_WithoutAPrice_NothingIsSold() public pure {
        assertEq(CloseOuts.least(Sale(100, 0, 1, 80_000, 2_500, 500)), 0);
    }

    function test_AllMustBePaidFor_WhereTheLevelIsTheWhole() public pure {
        assertEq(CloseOuts.least(Sale(100, 1_000, 1, 80_000, BPS, 0)), 80);
        assertEq(CloseOuts.least(Sale(100e6, 1_000, 1e6, 80_000, BPS, 0)), 80e6);
    }

    /// @dev Against every number of units, one by one.
    function testFuzz_IsTheFirstOfAll(
        uint256 units,
        uint256 price,
        uint256 scale,
        uint256 debt,
        uint256 level,
        uint256 discount
    ) public pure {
        Sale memory sale;
        sale.units = bound(units, 0, 160);
        sale.price = bound(price, 1, price % 3 == 0 ? 20 : 2_000);
        sale.scale = [uint256(1), 7, 10, 100, 1_000][scale % 5];
        sale.level = bound(level, 400, BPS);
        sale.discount = bound(discount, 0, sale.level - 400);
        uint256 worth = CloseOuts.valueUp(sale.units, sale.price, sale.scale);
        sale.debt = bound(debt, (worth * (BPS - sale.level)) / BPS, worth + 2);
        _assertIsFirst(sale);
    }

    /// @dev Where units are far finer than cents, against the ends of each cent that a few cents on either side of the answer make.
    function testFuzz_OfFineUnits_NoneBeforeItWillDo(
        uint256 units,
        uint256 price,
        uint256 debt,
        uint256 level,
        uint256 discount,
        uint256 seed
    ) public pure {
        Sale memory sale = _fine(units, price, debt, bound(level, 400, 9_700), 0);
        sale.discount = bound(discount, 0, sale.level - 400);
        uint256 least = CloseOuts.least(sale);
        _assertOneFewerFails(sale, least);
        uint256 cent = sale.scale / sale.price + 1;
        for (uint256 i = 0; i < 24 && least != 0; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 back = 1 + (seed % (i % 2 == 0 ? 4 * cent : 100 * cent));
            if (back > least) continue;
            assertFalse(CloseOuts.isMet(sale, least - back), "a smaller number does");
        }
    }

    /// @dev However near the level is to the discount: one unit fewer does not do, and it ends.
    function testFuzz_OfAThinMargin_OneFewerFails(
        uint256 units,
        uint256 price,
        uint256 debt,
        uint256 level,
        uint256 margin
    ) public pure {
        Sale memory sale = _fine(units, price, debt, bound(level, 1, BPS), 0);
        sale.discount = sale.level - bound(margin, 1, sale.level < 300 ? sale.level : 300);
        _assertOneFewerFails(sale, CloseOuts.least(sale));
    }

    function testFuzz_OneByOne_BringsNoLess(uint256 units, uint256 price, uint256 scale, uint256 discount) public pure {
        units = bound(units, 0, 50);
        price = bound(price, 1, 10_000);
        scale = bound(scale, 1, 10_000);
        discount = bound(discount, 0, BPS);
        uint256 atOnce = CloseOuts.paymentUp(units, price, scale, discount);
        assertGe(units * CloseOuts.paymentUp(1, price, scale, discount), atOnce);
        assertLe(atOnce, CloseOuts.valueUp(units, price, scale));
    }

    function test_TheLongestSearch_CostsSoMuchGas() public view {
        // A hundredth of a percent between level and discount: all steps, and the bisection after them.
        Sale memory sale = Sale(1_000e18, 9_999, 1e18, 7_499_700, 2_500, 2_499);
        uint256 before = gasleft();
        CloseOuts.least(sale);
        assertLe(before - gasleft(), 900_000);
        sale.discount = 500;
        before = gasleft();
        CloseOuts.least(sale);
        assertLe(before - gasleft(), 20_000);
    }

    function test_LargestOfEverything() public pure {
        Sale memory sale = Sale(2 ** 112 - 1, 2 ** 56 - 1, 1e36, 2 ** 112 - 1, 2_500, 500);
        assertEq(CloseOuts.least(sale), sale.units);
        sale.debt = (CloseOuts.valueDown(sale.units, sale.price, sale.scale) * 8) / 10;
        _assertOneFewerFails(sale, CloseOuts.least(sale));
        sale.scale = 1;
        sale.debt = 2 ** 112 - 1;
        assertEq(CloseOuts.least(sale), 0);
    }

    function _fine(
        uint256 units,
        uint256 price,
        uint256 debt,
        uint256 level,
        uint256 discount
    ) private pure returns (Sale memory sale) {
        sale = Sale(bound(units, 1, 1e30), bound(price, 1, 1e9), 1e18, 0, level, discount);
        uint256 worth = CloseOuts.valueUp(sale.units, sale.price, sale.scale);
        sale.debt = bound(debt, (worth * (BPS - level)) / BPS, worth + 2);
    }

    function _assertIsFirst(Sale memory sale) private pure {
        uint256 first = 0;
        while (first < sale.units && !CloseOuts.isMet(sale, first)) ++first;
        assertEq(CloseOuts.least(sale), first);
    }

    function _assertOneFewerFails(Sale memory sale, uint256 least) private pure {
        if (least < sale.units) assertTrue(CloseOuts.isMet(sale, least), "it does");
        if (least != 0) assertFalse(CloseOuts.isMet(sale, least - 1), "one fewer does, too");
    }
}
