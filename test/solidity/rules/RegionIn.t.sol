// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RegionIn} from "../../../contracts/rules/RegionIn.sol";
import {RegionNotIn} from "../../../contracts/rules/RegionNotIn.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {Program} from "../../../contracts/types/Program.sol";
import {InvestorFacts, Record} from "../../../contracts/types/Record.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a set of regions, in which a party must be, or must not.
contract RegionInTest is TestBase {
    function testFuzz_InsideTheSet(uint256[4] memory set, uint16 region, uint16 country) public pure {
        region %= 1024;
        set[region / 256] |= 1 << (region % 256);
        _check(set, region, country, true);
    }

    function testFuzz_OutsideTheSet_WhateverTheCountry(
        uint256[4] memory set,
        uint16 region,
        uint16 country
    ) public pure {
        region %= 1024;
        set[region / 256] &= ~(uint256(1) << (region % 256));
        _check(set, region, country, false);
    }

    function test_WhoHasNone_IsOfRegionZero() public pure {
        uint256[4] memory set = [uint256(2), 0, 0, 0];
        _check(set, 0, 840, false);
        set[0] = 3;
        _check(set, 0, 840, true);
        _check(set, 1, 840, true);
        _check(set, 2, 840, false);
    }

    function _check(uint256[4] memory set, uint16 region, uint16 country, bool inside) private pure {
        Program program = Words.programOfSet(set);
        InvestorFacts memory facts = Words.facts(country % 1024, 7);
        facts.region = region;
        Record party = Words.record(facts);
        (bool refused, uint256 measured, uint256 limit) = RegionIn.judge(
            program,
            Words.rule(Kinds.REGION_IN, 0),
            party
        );
        assertEq(refused, !inside, "in");
        assertEq(measured, region, "measured");
        assertEq(limit, 0, "index of the set");
        (refused, measured, limit) = RegionNotIn.judge(program, Words.rule(Kinds.REGION_NOT_IN, 0), party);
        assertEq(refused, inside, "not in");
        assertEq(measured, region, "measured");
        assertEq(limit, 0, "index of the set");
    }
}
