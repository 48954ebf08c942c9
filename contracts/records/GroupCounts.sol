// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Counts} from "../types/Counts.sol";
import {RecordField} from "../types/Kinds.sol";
import {Program} from "../types/Program.sol";

/// @notice Counts the holders of groups of countries from those of each country: exact, whatever was before.
library GroupCounts {
    /// @dev Each country is read once, so that the largest program settles within what a transaction may cost.
    /// @param counts Of the token: holders per lane in each country.
    /// @return sums By the index of the program's country sets; zero for a set that is no group.
    function count(
        mapping(uint256 country => Counts) storage counts,
        Program program
    ) internal view returns (Counts[] memory sums) {
        uint256 groups = program.groupSets();
        sums = new Counts[](program.sets());
        for (uint256 country = 0; country <= RecordField.COUNTRY_MASK; ++country) {
            uint256 holders = 0;
            bool read = false;
            for (uint256 set = 0; groups >> set != 0; ++set) {
                if ((groups >> set) & 1 == 0 || !program.setHas(set, country)) continue;
                if (!read) (holders, read) = (Counts.unwrap(counts[country]), true);
                if (holders == 0) break;
                sums[set] = Counts.wrap(Counts.unwrap(sums[set]) + holders); // lane by lane; none overflows
            }
        }
    }
}
