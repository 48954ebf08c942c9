// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LotsField, PositionBounds, PositionBuckets, RosterSlot} from "../types/PositionKinds.sol";
import {RosterEntry, RosterWord} from "../types/RosterWord.sol";

/// @notice What is added up.
/// @param month Its products are in the buckets of a month; 0: there is none. @param apart Only those that settle as `cash` says count in the spot month.
/// @param short The side that is measured. @param alone The other side is left out; else it is taken away.
struct Lens {
    uint256 month;
    bool apart;
    bool cash;
    bool countsSpot;
    bool short;
    bool alone;
}

/// @notice Sums of lots in each bucket. Pure.
/// @dev Millionths of a contract, by `PositionBuckets`; below zero where the other side is the larger one. Nothing overflows: 20 products of less than 2**42
/// lots of less than 2**32 millionths.
library PositionSums {
    /// @notice Adds what lots of one page count.
    /// @param lots 42 bits for each slot, as in `LotsWord`, above them nothing.
    function addPage(int256[3] memory sums, RosterWord roster, uint256 lots, Lens memory lens) internal pure {
        unchecked {
            uint256 entries = RosterWord.unwrap(roster);
            for (; lots != 0; (lots, entries) = (lots >> LotsField.SLOT_BITS, entries >> RosterSlot.BITS)) {
                uint256 its = lots & LotsField.SLOT_MASK;
                RosterEntry entry = RosterEntry.wrap(entries);
                if (its == 0 || !entry.counts(lens.countsSpot)) continue;
                int256 units = int256(its * entry.ratio()); // fits: 74 bits
                if (entry.isShort() != lens.short) {
                    if (lens.alone) continue;
                    units = -units;
                }
                sums[PositionBuckets.ALL_MONTHS] += units;
                if (lens.month == 0 || entry.month() != lens.month) continue;
                sums[PositionBuckets.SINGLE_MONTH] += units;
                if (!lens.apart || entry.isCash() == lens.cash) sums[PositionBuckets.SPOT_MONTH] += units;
            }
        }
    }

    /// @notice What is measured: nothing where the other side is the larger one.
    function positive(int256 sum) internal pure returns (uint256) {
        return sum > 0 ? uint256(sum) : 0;
    }

    /// @notice A limit in contracts, in millionths; of none the largest number.
    function millionths(uint256 contracts_) internal pure returns (uint256) {
        unchecked {
            // fits: 32 bits
            return contracts_ == PositionBounds.NO_LIMIT ? type(uint256).max : contracts_ * PositionBounds.CONTRACT;
        }
    }
}
