// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Kinds, RuleField, Shape} from "../types/Kinds.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Rule} from "../types/Rule.sol";
import {Metered} from "./Metered.sol";

/// @notice By what a meter is known across programs: what it counts, and of whom.
/// @dev Neither path, provision, window nor limit: a rule whose limit or window is changed goes on with the same meter, one of another scope begins another.
/// Countries are named by the hash of their set, since programs number their sets each for itself. Outflows are one kind of meter, whatever their limit is
/// measured by.
library MeterKeys {
    /// @dev Of a field that names a set: whether it is used, and whether whom it does not contain is meant.
    uint256 private constant SET_MODE = 3;
    uint256 private constant NAMED =
        (RuleField.MOVEMENTS_MASK << RuleField.MOVEMENTS_OFFSET) |
            (RuleField.SIDE_MASK << RuleField.SIDE_OFFSET) |
            (RuleField.MODES_MASK << RuleField.MODES_OFFSET) |
            (RuleField.LANES_MASK << RuleField.LANES_OFFSET) |
            (SET_MODE << RuleField.COUNTRY_SET_OFFSET) |
            (RuleField.LIFTED_BY_MASK << RuleField.LIFTED_BY_OFFSET) |
            (RuleField.OTHER_LANES_MASK << RuleField.OTHER_LANES_OFFSET) |
            (SET_MODE << RuleField.OTHER_COUNTRY_SET_OFFSET) |
            (RuleField.OTHER_BITS_MASK << RuleField.OTHER_BITS_OFFSET);

    /// @param rule A metered one of `program`.
    function keyOf(Program program, Rule rule) internal pure returns (bytes32) {
        uint256 kind = rule.kind();
        if (kind == Kinds.MOST_OUTFLOW_SHARE || kind == Kinds.MOST_OUTFLOW_SHARE_OR_VOLUME) kind = Kinds.MOST_OUTFLOW;
        return
            keccak256(
                abi.encode(
                    (Rule.unwrap(rule) & NAMED) | kind,
                    _setHash(program, rule.countrySet()),
                    _setHash(program, rule.otherCountrySet())
                )
            );
    }

    /// @notice The keys of a program's metered rules, in its order; some may be equal.
    function all(Program program) internal pure returns (bytes32[] memory keys, Rule[] memory rules) {
        uint256 place = program.rulesAt();
        uint256 end = program.provisionsAt();
        keys = new bytes32[](Shape.MOST_METERED);
        rules = new Rule[](Shape.MOST_METERED);
        uint256 count = 0;
        for (; place < end; place += Shape.WORD_BYTES) {
            Rule rule = ProgramLibrary.ruleAt(place);
            if (!Metered.isMetered(rule.kind())) continue;
            (keys[count], rules[count]) = (keyOf(program, rule), rule);
            ++count;
        }
        assembly ("memory-safe") {
            // fit: at most what was reserved
            mstore(keys, count)
            mstore(rules, count)
        }
    }

    /// @notice The place of `key` among the first `count` of `keys`; `count` if it is none of them.
    function find(bytes32[] memory keys, uint256 count, bytes32 key) internal pure returns (uint256 place) {
        while (place < count && keys[place] != key) ++place;
    }

    /// @param field Bit 0 used, bit 1 outside, bits 2 to 6 index of the set.
    function _setHash(Program program, uint256 field) private pure returns (bytes32) {
        return field == 0 ? bytes32(0) : program.setHash(field >> 2);
    }
}
