// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {HolderBits} from "../types/HolderBits.sol";
import {Shape} from "../types/Kinds.sol";
import {Lot, LotLibrary} from "../types/Lot.sol";

/// @notice The one way in which the lots of an investor are read and written.
/// @dev `words` are the holders' bits of the token. Until an investor's lots are kept, what it holds is one lot, of the day on which the token
/// began to keep lots.
library LotBook {
    /// @param startDay Days since 1970-01-01, UTC.
    /// @param holding Units over all wallets.
    /// @return lots Oldest first.
    function read(
        mapping(uint256 => uint256) storage words,
        Lot[8] storage kept,
        uint64 investor,
        uint256 startDay,
        uint256 holding
    ) internal view returns (Lot[] memory lots) {
        uint256 bits = words[HolderBits.indexOf(investor)];
        if (bits & HolderBits.metered(investor) == 0) {
            if (bits & HolderBits.holder(investor) == 0 || holding == 0) return lots;
            lots = new Lot[](1);
            lots[0] = LotLibrary.make(startDay, 0, holding);
            return lots;
        }
        lots = new Lot[](Shape.MOST_LOTS);
        uint256 count = 0;
        while (count < Shape.MOST_LOTS) {
            Lot lot = kept[count];
            if (lot.units() == 0) break; // nothing lies beyond the first empty one
            lots[count++] = lot;
        }
        assembly ("memory-safe") {
            mstore(lots, count) // fits: at most what was reserved
        }
    }

    /// @notice Replaces the lots, and notes that they are kept.
    /// @param lots At most eight, ascending; none has no units.
    function write(
        mapping(uint256 => uint256) storage words,
        Lot[8] storage kept,
        uint64 investor,
        Lot[] memory lots
    ) internal {
        for (uint256 i = 0; i < Shape.MOST_LOTS; ++i) {
            Lot old = kept[i];
            if (i < lots.length) {
                if (Lot.unwrap(old) != Lot.unwrap(lots[i])) kept[i] = lots[i];
            } else if (Lot.unwrap(old) != 0) {
                kept[i] = Lot.wrap(0);
            } else {
                break;
            }
        }
        uint256 index = HolderBits.indexOf(investor);
        uint256 bits = words[index];
        uint256 bit = HolderBits.metered(investor);
        if (bits & bit == 0) words[index] = bits | bit;
    }
}
