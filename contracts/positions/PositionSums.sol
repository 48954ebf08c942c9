// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LotsField, PositionBounds, PositionBuckets, PositionSides} from "../types/PositionKinds.sol";
import {RosterEntry, RosterWord} from "../types/RosterWord.sol";

/// @notice What a person has in each bucket, gross, on each side. Millionths of a contract.
/// @dev A list in memory, by bucket and side. Nothing overflows: 20 products of less than 2**48 lots of less than 2**32 millionths.
struct Sums {
    uint256[6] units;
}

/// @notice Which products count, and in which buckets, as a movement of one product sees it.
/// @param month 0: of no month. @param apart Only products of the settlement `cash` count in the spot month.
struct View {
    uint256 month;
    bool apart;
    bool cash;
    bool countsSpot;
}

/// @notice Sums of lots, and what limits measure of them. Pure.
library PositionSums {
    /// @notice Adds what lots of one page count.
    /// @param lots 48 bits for each slot, as in `LotsWord`.
    function addPage(Sums memory sums, RosterWord roster, uint256 lots, View memory seen) internal pure {
        unchecked {
            for (uint256 slot = 0; lots != 0; ++slot) {
                uint256 its = lots & LotsField.SLOT_MASK;
                lots >>= LotsField.SLOT_BITS;
                if (its != 0) add(sums, roster.entryAt(slot), int256(its), seen); // fits: 48 bits
            }
        }
    }

    /// @notice Adds lots of one product, or takes them away if they are among the sums.
    function add(Sums memory sums, RosterEntry entry, int256 lots, View memory seen) internal pure {
        unchecked {
            if (!entry.counts(seen.countsSpot)) return;
            uint256 side = entry.isShort() ? PositionSides.SHORT : PositionSides.LONG;
            uint256 units = uint256(lots * int256(entry.ratio()));
            sums.units[_place(PositionBuckets.ALL_MONTHS, side)] += units;
            if (seen.month == 0 || entry.month() != seen.month) return;
            sums.units[_place(PositionBuckets.SINGLE_MONTH, side)] += units;
            if (!seen.apart || entry.isCash() == seen.cash)
                sums.units[_place(PositionBuckets.SPOT_MONTH, side)] += units;
        }
    }

    function gross(Sums memory sums, uint256 bucket, bool short) internal pure returns (uint256) {
        return sums.units[_place(bucket, short ? PositionSides.SHORT : PositionSides.LONG)];
    }

    /// @notice What a limit measures on one side: what is not netted by the other one, or the side alone.
    function measure(Sums memory sums, uint256 bucket, bool short, bool sameSide) internal pure returns (uint256) {
        uint256 its = gross(sums, bucket, short);
        if (sameSide) return its;
        uint256 other = gross(sums, bucket, !short);
        unchecked {
            return its > other ? its - other : 0;
        }
    }

    function plus(Sums memory sums, Sums memory others) internal pure returns (Sums memory both) {
        for (uint256 i = 0; i < sums.units.length; ++i) both.units[i] = sums.units[i] + others.units[i];
    }

    function copy(Sums memory sums) internal pure returns (Sums memory) {
        Sums memory none;
        return plus(sums, none);
    }

    function _place(uint256 bucket, uint256 side) private pure returns (uint256) {
        return bucket * 2 + side;
    }

    /// @notice A limit in contracts, in millionths; of none the largest number.
    function millionths(uint256 contracts_) internal pure returns (uint256) {
        return contracts_ == PositionBounds.NO_LIMIT ? type(uint256).max : contracts_ * PositionBounds.CONTRACT;
    }
}
