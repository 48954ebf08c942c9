// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";

/// @notice A debt, in the smallest units of the money lent. One slot.
/// @param interest Not capitalised yet. @param since Up to when it was reckoned, unix seconds.
struct Loan {
    uint112 principal;
    uint112 interest;
    uint32 since;
}

/// @notice What a debt has become, rounded up wherever it is rounded: never in the borrower's favour.
/// @dev Of 365 days a year. Nothing overflows: what is larger than its field stays at the most of it.
library Interest {
    uint256 private constant YEAR = 365 days;
    uint256 private constant RAY = 1e27;
    /// @dev Its square is below 2**256: growth by more than a hundred thousand million times is not told apart.
    uint256 private constant MOST_GROWTH = 1e38;

    /// @notice The debt at `time`, not before `since`. Simple interest bears none; compound interest joins the principal whenever a period of the clock ends,
    /// so that it does not matter how often it is reckoned.
    /// @param rate Basis points a year, at most 10,000. @param period Seconds; 0: simple interest.
    function grown(
        Loan memory loan,
        uint256 rate,
        uint256 period,
        uint256 time
    ) internal pure returns (Loan memory next) {
        (uint256 principal, uint256 interest, uint256 since) = (loan.principal, loan.interest, loan.since);
        if (principal + interest == 0) return Loan(0, 0, uint32(time)); // fits: unix seconds, until 2106
        if (period != 0 && time / period > since / period) {
            uint256 end = (since / period + 1) * period;
            principal += interest + _simpleUp(principal, rate, end - since);
            uint256 whole = (time - end) / period;
            principal = _timesUp(principal, _powerUp(RAY + _simpleUp(RAY, rate, period), whole));
            (interest, since) = (0, end + whole * period);
        }
        interest += _simpleUp(principal, rate, time - since);
        return Loan(_capped(principal), _capped(interest), uint32(time)); // fits: as above
    }

    /// @notice The debt less what is paid: interest first.
    /// @return next What is left of it.
    /// @return left What was paid beyond it.
    function paid(Loan memory loan, uint256 amount) internal pure returns (Loan memory next, uint256 left) {
        uint256 interest = amount < loan.interest ? amount : loan.interest;
        uint256 principal = amount - interest < loan.principal ? amount - interest : loan.principal;
        // fits: neither is more than what it is taken from
        next = Loan(loan.principal - uint112(principal), loan.interest - uint112(interest), loan.since);
        left = amount - interest - principal;
    }

    function total(Loan memory loan) internal pure returns (uint256) {
        return uint256(loan.principal) + loan.interest;
    }

    function _simpleUp(uint256 amount, uint256 rate, uint256 time) private pure returns (uint256) {
        uint256 whole = Shape.BASIS_POINTS * YEAR;
        return (amount * rate * time + whole - 1) / whole;
    }

    /// @param factor In rays, as is the result.
    function _powerUp(uint256 factor, uint256 exponent) private pure returns (uint256 power) {
        power = RAY;
        for (; exponent != 0; exponent >>= 1) {
            if (exponent & 1 != 0) power = _growthUp(power, factor);
            factor = _growthUp(factor, factor);
        }
    }

    function _growthUp(uint256 a, uint256 b) private pure returns (uint256 growth) {
        growth = _timesUp(a, b);
        if (growth > MOST_GROWTH) growth = MOST_GROWTH;
    }

    function _timesUp(uint256 amount, uint256 factor) private pure returns (uint256) {
        return (amount * factor + RAY - 1) / RAY;
    }

    function _capped(uint256 amount) private pure returns (uint112) {
        return amount < type(uint112).max ? uint112(amount) : type(uint112).max;
    }
}
