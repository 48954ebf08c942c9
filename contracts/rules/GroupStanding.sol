// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {GroupMark} from "../types/GroupMark.sol";
import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice Who belongs to the group of a rule, who is excluded from it, and what that makes of a sum.
/// @dev Lanes, country set and `liftedBy` of the rule say who is a member: who has any of those statuses is none, so that the absence of evidence counts.
/// Who has any of `otherBits` is excluded, member or not.
library GroupStanding {
    /// @return mark Of a member wholly: whether only a part counts is stated elsewhere.
    function markOf(Program program, Rule rule, Record record) internal pure returns (GroupMark memory mark) {
        mark.counted = true;
        uint256 statuses = record.statuses();
        mark.excluded = statuses & rule.otherBits() != 0;
        if (mark.excluded || statuses & rule.liftedBy() != 0) return mark;
        uint256 lanes = rule.lanes();
        if (lanes != 0 && (lanes >> record.lane()) & 1 == 0) return mark;
        uint256 set = rule.countrySet();
        // Bit 0 used, bit 1 outside, bits 2 to 6 index.
        if (set != 0 && program.setHas(set >> 2, record.country()) == (set & 2 != 0)) return mark;
        mark.weight = uint16(Shape.BASIS_POINTS); // fits
    }

    function same(GroupMark memory a, GroupMark memory b) internal pure returns (bool) {
        return a.counted == b.counted && a.excluded == b.excluded && a.weight == b.weight;
    }

    /// @notice A sum of units × weight after `units` went from one mark to another.
    function weighted(
        uint256 sum,
        uint256 units,
        GroupMark memory from,
        GroupMark memory to
    ) internal pure returns (uint128) {
        return _sum(sum, units * to.weight, units * from.weight);
    }

    /// @notice A sum of the units of who is excluded, likewise.
    function excluded(
        uint256 sum,
        uint256 units,
        GroupMark memory from,
        GroupMark memory to
    ) internal pure returns (uint128) {
        return _sum(sum, to.excluded ? units : 0, from.excluded ? units : 0);
    }

    /// @notice A sum of the units that are counted, likewise.
    function counted(
        uint256 sum,
        uint256 units,
        GroupMark memory from,
        GroupMark memory to
    ) internal pure returns (uint128) {
        return _sum(sum, to.counted ? units : 0, from.counted ? units : 0);
    }

    /// @dev Between 0 and 2**128 - 1, which only a token goes beyond that tells what is not so: it spoils its own sums, and nothing beside them.
    function _sum(uint256 sum, uint256 plus, uint256 minus) private pure returns (uint128) {
        sum += plus;
        sum = sum > minus ? sum - minus : 0;
        return sum > type(uint128).max ? type(uint128).max : uint128(sum); // fits: just compared
    }
}
