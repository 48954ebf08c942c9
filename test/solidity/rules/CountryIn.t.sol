// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {CountryIn} from "../../../contracts/rules/CountryIn.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {Program} from "../../../contracts/types/Program.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a set of countries, in which a party must reside.
contract CountryInTest is TestBase {
    function testFuzz_WhenTheCountryIsInTheSet_ItPasses(uint256[4] memory set, uint16 country) public pure {
        country %= 1024;
        set[country / 256] |= 1 << (country % 256);
        _check(set, country, false);
    }

    function testFuzz_WhenTheCountryIsNotInTheSet_ItRefuses(uint256[4] memory set, uint16 country) public pure {
        country %= 1024;
        set[country / 256] &= ~(uint256(1) << (country % 256));
        _check(set, country, true);
    }

    function test_WhenTheCountryIsTheOnlyOne_ItsNeighboursAreNotInTheSet() public pure {
        for (uint16 country = 1; country < 1023; country += 51) {
            uint256[4] memory set;
            set[country / 256] = 1 << (country % 256);
            _check(set, country - 1, true);
            _check(set, country, false);
            _check(set, country + 1, true);
        }
    }

    function _check(uint256[4] memory set, uint16 country, bool wanted) private pure {
        Program program = Words.programOfSet(set);
        (bool refused, uint256 measured, uint256 limit) = CountryIn.judge(
            program,
            Words.rule(Kinds.COUNTRY_IN, 0),
            Words.record(Words.facts(country, 7))
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, country, "measured");
        assertEq(limit, 0, "index of the set");
    }
}
