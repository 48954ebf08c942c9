// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {CountryNotIn} from "../../../contracts/rules/CountryNotIn.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {Program} from "../../../contracts/types/Program.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a set of countries, in which a party must not reside.
contract CountryNotInTest is TestBase {
    function testFuzz_WhenTheCountryIsInTheSet_ItRefuses(uint256[4] memory set, uint16 country) public pure {
        country %= 1024;
        set[country / 256] |= 1 << (country % 256);
        _check(set, country, true);
    }

    function testFuzz_WhenTheCountryIsNotInTheSet_ItPasses(uint256[4] memory set, uint16 country) public pure {
        country %= 1024;
        set[country / 256] &= ~(uint256(1) << (country % 256));
        _check(set, country, false);
    }

    function test_WhenTheCountryIsTheOnlyOne_ItsNeighboursAreNotInTheSet() public pure {
        for (uint16 country = 1; country < 1023; country += 51) {
            uint256[4] memory set;
            set[country / 256] = 1 << (country % 256);
            _check(set, country - 1, false);
            _check(set, country, true);
            _check(set, country + 1, false);
        }
    }

    function _check(uint256[4] memory set, uint16 country, bool wanted) private pure {
        Program program = Words.programOfSet(set);
        (bool refused, uint256 measured, uint256 limit) = CountryNotIn.judge(
            program,
            Words.rule(Kinds.COUNTRY_NOT_IN, 0),
            Words.record(Words.facts(country, 7))
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, country, "measured");
        assertEq(limit, 0, "index of the set");
    }
}
