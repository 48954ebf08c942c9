// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {SpenderRegistered} from "../../../contracts/rules/SpenderRegistered.sol";
import {InvestorFacts, Record, RecordLibrary} from "../../../contracts/types/Record.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given who moves the units of another.
contract SpenderRegisteredTest is TestBase {
    function testFuzz_WhoeverIsRecorded_Passes(InvestorFacts memory facts) public pure {
        (facts.country, facts.region, facts.lane) = (facts.country % 1024, facts.region % 1024, facts.lane % 8);
        _check(Words.record(facts), false);
    }

    function test_WhoIsNot_IsRefused_OnceUnboundToo() public pure {
        _check(Record.wrap(0), true);
        _check(RecordLibrary.unbound(), true);
    }

    function test_WhoMovesItsOwn_LacksNothing() public pure {
        _check(RecordLibrary.everything(), false);
    }

    function _check(Record spender, bool wanted) private pure {
        (bool refused, uint256 measured, uint256 limit) = SpenderRegistered.judge(spender);
        assertEq(refused, wanted, "refused");
        assertEq(measured, wanted ? 0 : 1, "measured");
        assertEq(limit, 1, "limit");
    }
}
