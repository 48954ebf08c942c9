// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIns} from "../interfaces/IPlugIns.sol";
import {IAggregatorV3} from "../interfaces/external/IAggregatorV3.sol";

/// @notice Asks a price feed, trusting nothing: a static call with capped gas, of whose answer only whole words of the ABI count.
/// @dev A feed is asked with all of its gas or not at all: who fixes the gas of a call must not be able to make a price look missing, and an account poorer.
library FeedReads {
    /// @dev Several times what a proxy and its aggregator use.
    uint256 private constant GAS = 150_000;
    /// @dev Beside it: the account, cold, and the call's own instructions.
    uint256 private constant CALLING = 4_000;
    /// @dev A call is given at most 63/64 of what is left (EIP-150).
    uint256 private constant LEAST_GAS = (GAS * 64) / 63 + 1 + CALLING;
    uint256 private constant WORD_BYTES = 0x20;
    uint256 private constant ROUND_BYTES = 0xa0;

    /// @param place A feed, or a token: both name them alike. @return readable Whether the answer is one word that fits a byte.
    function decimals(address place) internal view returns (bool readable, uint8 count) {
        uint256[5] memory words;
        (readable, words) = _ask(place, IAggregatorV3.decimals.selector, WORD_BYTES);
        if (!readable || words[0] > type(uint8).max) return (false, 0);
        count = uint8(words[0]);
    }

    /// @return readable Whether the answer is five words. They may say anything.
    function latest(
        address feed
    ) internal view returns (bool readable, int256 answer, uint256 startedAt, uint256 updatedAt) {
        uint256[5] memory words;
        (readable, words) = _ask(feed, IAggregatorV3.latestRoundData.selector, ROUND_BYTES);
        if (!readable) return (false, 0, 0, 0);
        return (true, int256(words[1]), words[2], words[3]);
    }

    /// @dev Copies at most `size` bytes.
    function _ask(
        address place,
        bytes4 selector,
        uint256 size
    ) private view returns (bool readable, uint256[5] memory words) {
        (uint256 cap, uint256 left) = (GAS, gasleft());
        if (left < LEAST_GAS) revert IPlugIns.GasTooLow(left, LEAST_GAS);
        assembly ("memory-safe") {
            mstore(0, selector)
            readable := staticcall(cap, place, 0, 4, words, size)
            readable := and(readable, eq(returndatasize(), size))
        }
    }
}
