// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {GuardForm} from "../../contracts/rules/GuardForm.sol";
import {HeaderField, RecordField, RuleField, Shape} from "../../contracts/types/Kinds.sol";
import {Program, ProgramLibrary} from "../../contracts/types/Program.sol";
import {InvestorFacts, Record, RecordLibrary} from "../../contracts/types/Record.sol";
import {Rule} from "../../contracts/types/Rule.sol";

/// @notice Builds the words and bytes that the engine reads.
library Words {
    /// @notice A rule of one kind on receivers of transfers, with this limit.
    function rule(uint256 kind, uint256 limit) internal pure returns (Rule) {
        return rule(kind, 1, 1, limit);
    }

    function rule(uint256 kind, uint256 movements, uint256 side, uint256 limit) internal pure returns (Rule) {
        return
            Rule.wrap(
                (kind << RuleField.KIND_OFFSET) |
                    (movements << RuleField.MOVEMENTS_OFFSET) |
                    (side << RuleField.SIDE_OFFSET) |
                    (limit << RuleField.LIMIT_OFFSET)
            );
    }

    /// @notice The rule with one more field, which was zero.
    function with(Rule word, uint256 offset, uint256 value) internal pure returns (Rule) {
        return Rule.wrap(Rule.unwrap(word) | (value << offset));
    }

    /// @notice Facts of nobody in particular.
    function facts(uint16 country, uint8 lane) internal pure returns (InvestorFacts memory some) {
        some.country = country;
        some.lane = lane;
    }

    /// @notice The record of investor 7, who has one wallet.
    function record(InvestorFacts memory some) internal pure returns (Record) {
        return RecordLibrary.make(7, 1, RecordLibrary.packFacts(some));
    }

    /// @notice A country set with the bits of its four words, alone in a program in memory.
    function programOfSet(uint256[4] memory set) internal pure returns (Program program) {
        bytes memory data = abi.encodePacked(header(0, 1, 0, 0), set[0], set[1], set[2], set[3]);
        assembly ("memory-safe") {
            program := add(data, 32)
        }
    }

    function header(
        uint256 needs,
        uint256 sets,
        uint256 rules,
        uint256 provisions
    ) internal pure returns (uint256 word) {
        return
            (Shape.MAGIC << HeaderField.MAGIC_OFFSET) |
            (Shape.VERSION << HeaderField.VERSION_OFFSET) |
            (needs << HeaderField.NEEDS_OFFSET) |
            (rules << HeaderField.RULES_OFFSET) |
            (sets << HeaderField.SETS_OFFSET) |
            (provisions << HeaderField.PROVISIONS_OFFSET);
    }

    /// @notice The bytes of a program of these rules, in their order, all of one provision.
    function programBytes(uint256 needs, Rule[] memory rules) internal pure returns (bytes memory) {
        uint256 first = header(needs, 0, rules.length, 1);
        bytes memory words;
        for (uint256 i = 0; i < rules.length; ++i) words = bytes.concat(words, abi.encode(rules[i]));
        bytes memory after_ = bytes.concat(words, abi.encode(uint256(1), uint256(2)));
        (uint256 terms, uint256[] memory guards) = GuardForm.derive(
            ProgramLibrary.within(bytes.concat(abi.encode(first), after_))
        );
        return bytes.concat(abi.encode(first | terms), abi.encodePacked(guards), after_);
    }

    /// @notice How many tokens a wallet holds, as its record says.
    function tokensHeld(Record word) internal pure returns (uint256) {
        return (Record.unwrap(word) >> RecordField.TOKENS_HELD_OFFSET) & RecordField.TOKENS_HELD_MASK;
    }
}
//
