// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Interest, Loan} from "../../../contracts/leverage/Interest.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given a debt of a million dollars in six decimals, at five percent.
contract InterestTest is TestBase {
    using Interest for Loan;

    uint112 private constant MILLION = 1e12;
    uint256 private constant RATE = 500;
    uint32 private constant START = 20_000 days;
    uint256 private constant MOST = type(uint112).max;

    function test_Simple_AYearIsTheRate_AndTheSmallestUnitIsBegun() public pure {
        assertEq(_simple(MILLION, 365 days), 1.05e12);
        assertEq(_simple(MILLION, 2 * 365 days), 1.1e12);
        assertEq(_simple(MILLION, 0), MILLION);
        assertEq(_simple(MILLION, 1), uint256(MILLION) + 1_586); // 1,585.49
        assertEq(_simple(1, 1), 2);
    }

    function test_Compound_ByTheDay() public pure {
        // (1 + 0.05 / 365) to the 365th: 1.051267496467462...
        uint256 debt = _compound(MILLION, 365 days);
        assertGe(debt, 1_051_267_496_468);
        assertLe(debt, 1_051_267_496_470);
    }

    function test_Compound_JoinsThePrincipal_WhereAPeriodEnds() public pure {
        Loan memory loan = Loan(MILLION, 0, START + 7 hours);
        uint256 day = (uint256(MILLION) * RATE * 17 hours) / (10_000 * 365 days) + 1;
        Loan memory next = loan.grown(RATE, 1 days, START + 1 days - 1);
        assertEq(next.principal, MILLION);
        next = loan.grown(RATE, 1 days, START + 1 days);
        assertTrue(next.principal == MILLION + day && next.interest == 0);
        next = loan.grown(RATE, 1 days, START + 1 days + 1);
        assertTrue(next.principal == MILLION + day && next.interest == 1_586);
        next = loan.grown(RATE, 1 days, START + 2 days - 1);
        assertEq(next.principal, MILLION + day);
        next = loan.grown(RATE, 1 days, START + 2 days);
        assertTrue(next.principal > MILLION + 2 * day && next.interest == 0);
    }

    function testFuzz_HoweverOftenItIsReckoned_NeverLess_AndHardlyMore(
        uint256 first,
        uint256 second,
        uint256 period
    ) public pure {
        (first, second) = (bound(first, 0, 800 days), bound(second, 0, 800 days));
        period = [uint256(0), 1 hours, 1 days, 30 days][period % 4];
        Loan memory loan = Loan(MILLION, 0, START);
        uint256 once = loan.grown(RATE, period, START + first + second).total();
        uint256 twice = loan.grown(RATE, period, START + first).grown(RATE, period, START + first + second).total();
        assertGe(twice + 2, once); // a rounding at one place, or at another
        assertLe(twice, once + 4);
        assertGe(once, loan.total());
    }

    function testFuzz_MoreTimeOrMoreDebt_IsNeverLess(
        uint112 principal,
        uint256 time,
        uint256 rate,
        bool daily
    ) public pure {
        principal = uint112(bound(principal, 0, 1e24));
        (time, rate) = (bound(time, 0, 40 * 365 days), bound(rate, 0, 10_000));
        uint256 period = daily ? 1 days : 0;
        uint256 debt = Loan(principal, 0, START).grown(rate, period, START + time).total();
        assertLe(debt, Loan(principal, 0, START).grown(rate, period, START + time + 1 hours).total());
        assertLe(debt, Loan(principal + 1, 0, START).grown(rate, period, START + time).total());
    }

    function test_NothingOwed_StaysNothing_AndTheLargestStaysWithinItsField() public pure {
        assertEq(Loan(0, 0, 0).grown(10_000, 1, type(uint32).max).total(), 0);
        Loan memory large = Loan(type(uint112).max, type(uint112).max, 0);
        assertEq(large.grown(10_000, 1, type(uint32).max).principal, MOST);
        assertEq(large.grown(10_000, 0, type(uint32).max).interest, MOST);
        assertEq(large.grown(10_000, type(uint32).max, type(uint32).max).principal, MOST);
    }

    function testFuzz_APayment_TakesInterestFirst(uint112 principal, uint112 interest, uint256 amount) public pure {
        amount = bound(amount, 0, uint256(principal) + interest + 1_000);
        (Loan memory next, uint256 left) = Loan(principal, interest, START).paid(amount);
        uint256 debt = uint256(principal) + interest;
        assertEq(next.total(), amount < debt ? debt - amount : 0);
        assertEq(left, amount > debt ? amount - debt : 0);
        assertEq(next.interest, amount < interest ? interest - amount : 0);
        assertEq(next.since, START);
    }

    function _simple(uint112 principal, uint256 time) private pure returns (uint256) {
        return Loan(principal, 0, START).grown(RATE, 0, START + time).total();
    }

    function _compound(uint112 principal, uint256 time) private pure returns (uint256) {
        return Loan(principal, 0, START).grown(RATE, 1 days, START + time).total();
    }
}
