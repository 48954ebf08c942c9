// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Counts} from "../../../contracts/types/Counts.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given a word of holders by lane.
contract CountsTest is TestBase {
    function testFuzz_TheSumOfSomeLanesOrAll(uint256[8] memory holders, uint8 lanes) public pure {
        (Counts counts, uint256[8] memory each) = _counts(holders);
        uint256 wanted = 0;
        for (uint256 lane = 0; lane < 8; ++lane) {
            if (lanes == 0 || (lanes >> lane) & 1 != 0) wanted += each[lane];
        }
        assertEq(counts.sum(lanes), wanted);
    }

    function test_TheSumOfEveryMask_OfAsManyAsThereMayBe() public pure {
        uint256 most = type(uint32).max;
        for (uint256 lane = 0; lane < 8; ++lane) {
            for (uint256 lanes = 0; lanes < 256; ++lanes) {
                bool among = lanes == 0 || (lanes >> lane) & 1 != 0;
                assertEq(Counts.wrap(most << (32 * lane)).sum(lanes), among ? most : 0);
            }
        }
    }

    function testFuzz_OneMoreOrLessTouchesItsLaneAlone(uint256[8] memory holders, uint256 lane) public pure {
        lane = bound(lane, 0, 7);
        (Counts counts, uint256[8] memory each) = _counts(holders);
        Counts more = counts.plusOne(lane);
        for (uint256 i = 0; i < 8; ++i) {
            uint256 wanted = i == lane ? each[i] + 1 : each[i];
            assertEq(uint32(Counts.unwrap(more) >> (32 * i)), wanted, "one more");
        }
        assertEq(Counts.unwrap(more.minusOne(lane)), Counts.unwrap(counts), "and one less");
    }

    /// @dev Fewer than 2**32 in all.
    function _counts(uint256[8] memory holders) private pure returns (Counts, uint256[8] memory each) {
        uint256 word = 0;
        for (uint256 lane = 0; lane < 8; ++lane) {
            each[lane] = holders[lane] % (1 << 29);
            word |= each[lane] << (32 * lane);
        }
        return (Counts.wrap(word), each);
    }
}
