// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../../contracts/types/Kinds.sol";
import {Lot, LotLibrary} from "../../contracts/types/Lot.sol";

/// @notice Builds lists of lots, and measures them by counting.
library LotLists {
    function list(Lot first) internal pure returns (Lot[] memory lots) {
        lots = new Lot[](1);
        lots[0] = first;
    }

    function list(Lot first, Lot second) internal pure returns (Lot[] memory lots) {
        lots = new Lot[](2);
        (lots[0], lots[1]) = (first, second);
    }

    function list(Lot first, Lot second, Lot third) internal pure returns (Lot[] memory lots) {
        lots = new Lot[](3);
        (lots[0], lots[1], lots[2]) = (first, second, third);
    }

    /// @notice Units on `day` or before, of one origin.
    function unitsUntil(Lot[] memory lots, uint256 origin, uint256 day) internal pure returns (uint256 units) {
        for (uint256 i = 0; i < lots.length; ++i) {
            if (lots[i].origin() == origin && lots[i].day() <= day) units += lots[i].units();
        }
    }

    function unitsOf(Lot[] memory lots, uint256 origin) internal pure returns (uint256) {
        return unitsUntil(lots, origin, type(uint16).max);
    }

    function unitsOf(Lot[] memory lots) internal pure returns (uint256 units) {
        for (uint256 origin = 0; origin < Shape.ORIGINS; ++origin) units += unitsOf(lots, origin);
    }

    /// @notice A list as the engine keeps one: some units in each, ascending, each pair of day and origin once.
    function isWellFormed(Lot[] memory lots) internal pure returns (bool) {
        for (uint256 i = 0; i < lots.length; ++i) {
            if (lots[i].units() == 0 || lots[i].origin() >= Shape.ORIGINS) return false;
            if (i != 0 && lots[i - 1].key() >= lots[i].key()) return false;
        }
        return lots.length <= Shape.MOST_LOTS;
    }

    /// @notice At most eight lots from noise: days in a band of `days`, units below 2**96.
    function fromNoise(uint256 noise, uint256 count, uint256 days_) internal pure returns (Lot[] memory lots) {
        lots = new Lot[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 word = uint256(keccak256(abi.encode(noise, i)));
            uint256 units = 1 + (word >> (160 + ((word >> 8) % 96))); // of every size
            lots[i] = LotLibrary.make(20_000 + ((word >> 16) % days_), (word >> 48) % Shape.ORIGINS, units);
        }
        sort(lots);
        // Whoever has the same key as the one before gives up its place.
        uint256 kept = 0;
        for (uint256 i = 0; i < count; ++i) {
            if (kept == 0 || lots[kept - 1].key() != lots[i].key()) lots[kept++] = lots[i];
        }
        assembly ("memory-safe") {
            mstore(lots, kept) // at most what was reserved
        }
    }

    function sort(Lot[] memory lots) private pure {
        for (uint256 i = 1; i < lots.length; ++i) {
            for (uint256 j = i; j != 0 && lots[j - 1].key() > lots[j].key(); --j) {
                (lots[j - 1], lots[j]) = (lots[j], lots[j - 1]);
            }
        }
    }
}
