// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice As what an investor's units are counted in the sums of a group. All zero: they are not counted.
/// @dev One slot. Sums move by the marks, never by the facts of the day: when facts change the marks follow, by a movement or by `syncGroup`, and take the
/// units along.
/// @param counted Whether they are.
/// @param excluded Whether the investor stands outside of both sides of the share.
/// @param weight Of a member: basis points of its units that count, 1 to 10,000; 0: it is none.
struct GroupMark {
    bool counted;
    bool excluded;
    uint16 weight;
}

/// @notice What is counted of a group.
/// @dev Two slots: most movements touch none, or the first.
/// @param weighted Sum of the members' units × weight. Below 2**126: the supply is below 2**112.
/// @param excluded Units of who is excluded.
/// @param counted Units whose investors are counted, members or not: once it is the supply, the sums speak of everybody.
struct GroupSums {
    uint128 weighted;
    uint128 excluded;
    uint128 counted;
}
