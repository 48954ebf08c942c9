// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EvidenceFresh} from "../../../contracts/rules/EvidenceFresh.sol";
import {Evidences, Kinds} from "../../../contracts/types/Kinds.sol";
import {InvestorFacts} from "../../../contracts/types/Record.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given evidence of identity, or of statuses, that a receiver must have.
contract EvidenceFreshTest is TestBase {
    function testFuzz_WhenNowIsOneSecondBefore_ItPasses(uint32 until, uint32 other) public pure {
        until = uint32(bound(until, 1, type(uint32).max));
        _check(until, other, until - 1, false);
    }

    function testFuzz_WhenNowIsThatSecond_ItRefuses(uint32 until, uint32 other) public pure {
        _check(until, other, until, true);
    }

    function testFuzz_WhenNowIsOneSecondAfter_ItRefuses(uint32 until, uint32 other) public pure {
        _check(until, other, uint256(until) + 1, true);
    }

    function testFuzz_WhenThereNeverWasAny_ItRefuses(uint32 other, uint32 time) public pure {
        _check(0, other, time, true);
    }

    /// @dev Of each evidence by itself, whatever the other is.
    function _check(uint32 until, uint32 other, uint256 time, bool wanted) private pure {
        _checkOf(Evidences.IDENTITY, InvestorFacts(0, 0, 0, 0, 0, until, other), until, time, wanted);
        _checkOf(Evidences.STATUSES, InvestorFacts(0, 0, 0, 0, 0, other, until), until, time, wanted);
    }

    function _checkOf(
        uint256 evidence,
        InvestorFacts memory facts,
        uint32 until,
        uint256 time,
        bool wanted
    ) private pure {
        (bool refused, uint256 measured, uint256 limit) = EvidenceFresh.judge(
            Words.rule(Kinds.EVIDENCE_FRESH, evidence),
            Words.record(facts),
            time
        );
        assertEq(refused, wanted, "refused");
        assertEq(measured, time, "measured");
        assertEq(limit, until, "limit");
    }
}
