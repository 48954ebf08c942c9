// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {Lot, LotLibrary} from "../types/Lot.sol";

/// @notice The ledger of lots. Lists ascend by day, then origin, each pair once.
library Lots {
    /// @notice Takes `amount` units off the oldest lots.
    /// @dev Takes what there is if a lying token moves more.
    /// @return taken Oldest first. @return left What remains.
    function take(Lot[] memory lots, uint256 amount) internal pure returns (Lot[] memory taken, Lot[] memory left) {
        uint256 length = lots.length;
        taken = new Lot[](length);
        left = new Lot[](length);
        (uint256 takenCount, uint256 leftCount) = (0, 0);
        unchecked {
            // fits: what is taken of a lot is at most `amount` and at most its units
            for (uint256 i = 0; i < length; ++i) {
                Lot lot = lots[i];
                uint256 units = lot.units();
                uint256 part = units < amount ? units : amount;
                amount -= part;
                if (part != 0) taken[takenCount++] = lot.withUnits(part);
                if (part != units) left[leftCount++] = lot.withUnits(units - part);
            }
        }
        _cut(taken, takenCount);
        _cut(left, leftCount);
    }

    /// @notice The lots of `lots` and `more` together, at most eight.
    function join(Lot[] memory lots, Lot[] memory more) internal pure returns (Lot[] memory joined) {
        joined = new Lot[](lots.length + more.length);
        (uint256 i, uint256 j, uint256 count) = (0, 0, 0);
        unchecked {
            // fits: lists have at most 16 lots, and units of one token together are below 2**112
            while (i < lots.length || j < more.length) {
                bool first = j == more.length || (i < lots.length && lots[i].key() <= more[j].key());
                Lot next = first ? lots[i++] : more[j++];
                if (count != 0 && joined[count - 1].key() == next.key()) {
                    joined[count - 1] = _sum(joined[count - 1], next);
                } else {
                    joined[count++] = next;
                }
            }
        }
        _cut(joined, count);
        while (joined.length > Shape.MOST_LOTS) _fold(joined);
    }

    /// @notice The same units and origins, acquired on `day`, which is none of the days before.
    function restart(Lot[] memory lots, uint256 day) internal pure returns (Lot[] memory restarted) {
        uint256[] memory units = new uint256[](Shape.ORIGINS);
        for (uint256 i = 0; i < lots.length; ++i) units[lots[i].origin()] += lots[i].units();
        restarted = new Lot[](Shape.ORIGINS);
        uint256 count = 0;
        for (uint256 origin = 0; origin < Shape.ORIGINS; ++origin) {
            if (units[origin] != 0) restarted[count++] = LotLibrary.make(day, origin, units[origin]);
        }
        _cut(restarted, count);
    }

    /// @dev Folds two lots of one origin that follow each other into the later day: the pair that moves the fewest units by the fewest days, so
    /// that whoever sends dust every day folds dust. There is such a pair: lots are more than origins. Never favours the holder.
    function _fold(Lot[] memory lots) private pure {
        uint256 least = type(uint256).max;
        (uint256 earlier, uint256 later) = (0, 0);
        for (uint256 i = 0; i < lots.length; ++i) {
            for (uint256 j = i + 1; j < lots.length; ++j) {
                if (lots[j].origin() != lots[i].origin()) continue;
                uint256 cost = lots[i].units() * (lots[j].day() - lots[i].day()); // fits: 112 + 16 bits
                if (cost < least) (least, earlier, later) = (cost, i, j);
                break; // the next of the same origin, and no other
            }
        }
        lots[later] = _sum(lots[later], lots[earlier]);
        for (uint256 i = earlier; i + 1 < lots.length; ++i) lots[i] = lots[i + 1];
        _cut(lots, lots.length - 1);
    }

    function _sum(Lot lot, Lot other) private pure returns (Lot) {
        return lot.withUnits(lot.units() + other.units());
    }

    /// @dev `length` is at most the list's.
    function _cut(Lot[] memory lots, uint256 length) private pure {
        assembly ("memory-safe") {
            mstore(lots, length)
        }
    }
}
