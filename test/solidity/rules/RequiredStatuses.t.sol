// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RequiredStatuses} from "../../../contracts/rules/RequiredStatuses.sol";
import {Kinds} from "../../../contracts/types/Kinds.sol";
import {InvestorFacts} from "../../../contracts/types/Record.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given statuses that a receiver must have.
contract RequiredStatusesTest is TestBase {
    function testFuzz_WhenAllAreThere_ItPasses(uint32 statuses, uint32 required) public pure {
        _check(statuses | required, required, false);
    }

    function testFuzz_WhenOneIsMissing_ItRefuses(uint32 statuses, uint32 required, uint256 which) public pure {
        uint32 missing = uint32(1 << (which % 32));
        _check((statuses | required) & ~missing, required | missing, true);
    }

    function test_WhenNoneIsThere_ItRefuses() public pure {
        _check(0, type(uint32).max, true);
        _check(0, 1, true);
        _check(type(uint32).max >> 1, 1 << 31, true);
    }

    function _check(uint32 statuses, uint32 required, bool wanted) private pure {
        // All other fields are ones: none is taken for a status.
        InvestorFacts memory facts = InvestorFacts(1023, 1023, 7, statuses, 255, type(uint32).max, type(uint32).max);
        (bool refused, uint256 measured, uint256 limit) = RequiredStatuses.judge(
            Words.rule(Kinds.REQUIRED_STATUSES, required),
            Words.record(facts)
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, statuses & required, "measured");
        assertEq(limit, required, "limit");
    }
}
