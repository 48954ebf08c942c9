// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccountField, AccountFlags} from "./LeverageKinds.sol";

/// @notice An investor's account at one venue, as last reported.
/// @dev One word, low bits first. Without the flag `OPENED`: there is none, or none any more.
///
/// | bits    | field      | meaning                                                                             |
/// | ------- | ---------- | ----------------------------------------------------------------------------------- |
/// | 0-55    | collateral | cents, rounded down; of a banded account the band's headroom                        |
/// | 56-111  | debt       | cents, rounded up                                                                   |
/// | 112-167 | initial    | initial margin that the venue's table asked for, cents, rounded up                  |
/// | 168-191 | sequence   | of the last report                                                                  |
/// | 192-223 | asOf       | of the last report, unix seconds                                                    |
/// | 224-239 | expiryDay  | from which it is overdue, days since 1970-01-01, UTC; 0: nothing exposed; 1: always |
/// | 240-243 | legs       | how many                                                                            |
/// | 244-251 | flags      | bits of `AccountFlags`                                                              |
type AccountWord is uint256;

using AccountWordLibrary for AccountWord global;

library AccountWordLibrary {
    uint256 private constant MONEY_MASK = (1 << AccountField.SEQUENCE_OFFSET) - 1;

    /// @notice What is left of an account that was closed: up to which sequence it was reported.
    function closed(AccountWord account) internal pure returns (AccountWord) {
        return AccountWord.wrap(uint256(account.sequence()) << AccountField.SEQUENCE_OFFSET);
    }

    /// @dev Cents below 2**56, `itsSequence` below 2**24, `itsAsOf` below 2**32, `itsExpiryDay` below 2**16, at most 8 legs.
    function make(
        uint256 itsCollateral,
        uint256 itsDebt,
        uint256 itsInitial,
        uint256 itsSequence,
        uint256 itsAsOf,
        uint256 itsExpiryDay,
        uint256 itsLegs,
        uint256 itsFlags
    ) internal pure returns (AccountWord) {
        return
            AccountWord.wrap(
                itsCollateral |
                    (itsDebt << AccountField.DEBT_OFFSET) |
                    (itsInitial << AccountField.INITIAL_OFFSET) |
                    (itsSequence << AccountField.SEQUENCE_OFFSET) |
                    (itsAsOf << AccountField.AS_OF_OFFSET) |
                    (itsExpiryDay << AccountField.EXPIRY_DAY_OFFSET) |
                    (itsLegs << AccountField.LEGS_OFFSET) |
                    (itsFlags << AccountField.FLAGS_OFFSET)
            );
    }

    function collateral(AccountWord account) internal pure returns (uint256) {
        return AccountWord.unwrap(account) & AccountField.COLLATERAL_MASK;
    }

    function debt(AccountWord account) internal pure returns (uint256) {
        return (AccountWord.unwrap(account) >> AccountField.DEBT_OFFSET) & AccountField.DEBT_MASK;
    }

    function initial(AccountWord account) internal pure returns (uint256) {
        return (AccountWord.unwrap(account) >> AccountField.INITIAL_OFFSET) & AccountField.INITIAL_MASK;
    }

    function sequence(AccountWord account) internal pure returns (uint24) {
        return uint24(AccountWord.unwrap(account) >> AccountField.SEQUENCE_OFFSET);
    }

    function asOf(AccountWord account) internal pure returns (uint32) {
        return uint32(AccountWord.unwrap(account) >> AccountField.AS_OF_OFFSET);
    }

    function expiryDay(AccountWord account) internal pure returns (uint256) {
        return (AccountWord.unwrap(account) >> AccountField.EXPIRY_DAY_OFFSET) & AccountField.EXPIRY_DAY_MASK;
    }

    function legs(AccountWord account) internal pure returns (uint256) {
        return (AccountWord.unwrap(account) >> AccountField.LEGS_OFFSET) & AccountField.LEGS_MASK;
    }

    function flags(AccountWord account) internal pure returns (uint256) {
        return (AccountWord.unwrap(account) >> AccountField.FLAGS_OFFSET) & AccountField.FLAGS_MASK;
    }

    function has(AccountWord account, uint256 flag) internal pure returns (bool) {
        return account.flags() & flag != 0;
    }

    function withFlag(AccountWord account, uint256 flag, bool on) internal pure returns (AccountWord) {
        uint256 bit = flag << AccountField.FLAGS_OFFSET;
        uint256 word = AccountWord.unwrap(account);
        return AccountWord.wrap(on ? word | bit : word & ~bit);
    }

    /// @notice Whether nothing is held, owed or pledged there.
    function isFlat(AccountWord account) internal pure returns (bool) {
        return AccountWord.unwrap(account) & MONEY_MASK == 0 && account.legs() == 0 && account.expiryDay() == 0;
    }

    /// @notice Net equity at the venue, cents; negative: a deficit. A banded account tells none.
    function equity(AccountWord account) internal pure returns (int256) {
        if (account.has(AccountFlags.BANDED)) return 0;
        return int256(account.collateral()) - int256(account.debt());
    }

    /// @notice How much of its equity counts over all venues, cents: of a venue whose equity is not portable no more than its own initial margin.
    function counted(AccountWord account) internal pure returns (int256 cents) {
        cents = account.equity();
        if (account.has(AccountFlags.PORTABLE)) return cents;
        int256 most = int256(account.initial());
        if (cents > most) cents = most;
    }
}
