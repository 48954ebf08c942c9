// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ForbiddenStates} from "../../../contracts/rules/ForbiddenStates.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {InvestorFacts} from "../../../contracts/types/Record.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given states that a party may not have.
contract ForbiddenStatesTest is TestBase {
    function testFuzz_WhenAnyIsAmongThem_ItRefuses(uint8 states, uint8 forbidden) public pure {
        if (states & forbidden == 0) states |= forbidden;
        _check(states, forbidden, forbidden != 0);
    }

    function testFuzz_WhenNoneIsAmongThem_ItPasses(uint8 states, uint8 forbidden) public pure {
        _check(states & ~forbidden, forbidden, false);
    }

    function test_WhenOneBitMeetsOneBit_ItRefuses() public pure {
        for (uint8 bit = 0; bit < 8; ++bit) {
            for (uint8 other = 0; other < 8; ++other) _check(uint8(1 << bit), uint8(1 << other), bit == other);
        }
    }

    function _check(uint8 states, uint8 forbidden, bool wanted) private pure {
        // All other fields are ones: none is taken for a state.
        InvestorFacts memory facts = InvestorFacts(
            1023,
            1023,
            7,
            type(uint32).max,
            states,
            type(uint32).max,
            type(uint32).max
        );
        (bool refused, uint256 measured, uint256 limit) = ForbiddenStates.judge(
            Words.rule(Kinds.FORBIDDEN_STATES, forbidden),
            Words.record(facts)
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, states & forbidden, "measured");
        assertEq(limit, 0, "limit");
    }
}
