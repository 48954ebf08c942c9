// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Modes, PlugInField, RuleField} from "./Kinds.sol";

/// @notice One rule: what it measures, whom it binds, and the limit.
/// @dev One word, low bits first; offsets and masks in `RuleField`. Zero means "not narrowed" in every scope field.
///
/// | bits    | field           | meaning                                                                              |
/// | ------- | --------------- | ------------------------------------------------------------------------------------ |
/// | 0-7     | kind            | one of `Kinds`                                                                       |
/// | 8-15    | movements       | bit k: binds movements of kind k                                                     |
/// | 16-17   | side            | one of `Sides`: the party that is judged                                             |
/// | 18-21   | path            | 0: must always hold                                                                  |
/// | 22-29   | provision       | index of the provision behind it                                                     |
/// | 30-33   | modes           | bits of `Modes`                                                                      |
/// | 34-41   | lanes           | binds a party of these lanes                                                         |
/// | 42-48   | countrySet      | binds a party resident there: bit 0 used, bit 1 outside, bits 2-6 index              |
/// | 49-80   | liftedBy        | does not bind a party with any of these statuses                                     |
/// | 81-88   | otherLanes      | binds only opposite a party of these lanes                                           |
/// | 89-95   | otherCountrySet | binds only opposite a party resident there; bits as in countrySet                    |
/// | 96-127  | otherBits       | binds only opposite a party with any of these roles; otherLifts: not opposite one    |
/// | 128-143 | window          | basis points of a share; months of a rule on lots; the span of a rolling window      |
/// | 144-255 | limit           | in the unit of the kind                                                              |
/// | 96-255  | plugIn          | in place of these three: the address of a contract that is asked, or of a book        |
type Rule is uint256;

using RuleLibrary for Rule global;

library RuleLibrary {
    /// @dev Every scope field, where it lies: none set, and the rule binds everyone on its side, opposite everyone.
    uint256 private constant SCOPE =
        (RuleField.LANES_MASK << RuleField.LANES_OFFSET) |
            (RuleField.COUNTRY_SET_MASK << RuleField.COUNTRY_SET_OFFSET) |
            (RuleField.LIFTED_BY_MASK << RuleField.LIFTED_BY_OFFSET) |
            OTHER_SCOPE;
    uint256 private constant OTHER_SCOPE =
        (RuleField.OTHER_LANES_MASK << RuleField.OTHER_LANES_OFFSET) |
            (RuleField.OTHER_COUNTRY_SET_MASK << RuleField.OTHER_COUNTRY_SET_OFFSET) |
            (RuleField.OTHER_BITS_MASK << RuleField.OTHER_BITS_OFFSET);

    function kind(Rule rule) internal pure returns (uint256) {
        return Rule.unwrap(rule) & RuleField.KIND_MASK;
    }

    function movements(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.MOVEMENTS_OFFSET) & RuleField.MOVEMENTS_MASK;
    }

    function bindsMovement(Rule rule, uint256 movementKind) internal pure returns (bool) {
        return (Rule.unwrap(rule) >> (RuleField.MOVEMENTS_OFFSET + movementKind)) & 1 != 0;
    }

    function side(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.SIDE_OFFSET) & RuleField.SIDE_MASK;
    }

    function path(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.PATH_OFFSET) & RuleField.PATH_MASK;
    }

    function provision(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.PROVISION_OFFSET) & RuleField.PROVISION_MASK;
    }

    function modes(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.MODES_OFFSET) & RuleField.MODES_MASK;
    }

    /// @notice Whether the statuses in `otherBits` lift the rule, instead of narrowing it.
    function otherLifts(Rule rule) internal pure returns (bool) {
        return rule.modes() & Modes.OTHER_LIFTS != 0;
    }

    function lanes(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.LANES_OFFSET) & RuleField.LANES_MASK;
    }

    function countrySet(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.COUNTRY_SET_OFFSET) & RuleField.COUNTRY_SET_MASK;
    }

    function liftedBy(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.LIFTED_BY_OFFSET) & RuleField.LIFTED_BY_MASK;
    }

    function otherLanes(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.OTHER_LANES_OFFSET) & RuleField.OTHER_LANES_MASK;
    }

    /// @notice Of a rule that asks another contract, or moves a position book: which.
    function plugIn(Rule rule) internal pure returns (address) {
        return address(uint160(Rule.unwrap(rule) >> PlugInField.ADDRESS_OFFSET));
    }

    function otherCountrySet(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.OTHER_COUNTRY_SET_OFFSET) & RuleField.OTHER_COUNTRY_SET_MASK;
    }

    function otherBits(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.OTHER_BITS_OFFSET) & RuleField.OTHER_BITS_MASK;
    }

    function window(Rule rule) internal pure returns (uint256) {
        return (Rule.unwrap(rule) >> RuleField.WINDOW_OFFSET) & RuleField.WINDOW_MASK;
    }

    function limit(Rule rule) internal pure returns (uint256) {
        return Rule.unwrap(rule) >> RuleField.LIMIT_OFFSET;
    }

    /// @notice Whether the rule binds fewer than everyone on its side.
    function isNarrowed(Rule rule) internal pure returns (bool) {
        return Rule.unwrap(rule) & SCOPE != 0;
    }

    /// @notice Whether the rule is narrowed by more than the lanes of its own side.
    function isNarrowedBeyondLanes(Rule rule) internal pure returns (bool) {
        return Rule.unwrap(rule) & (SCOPE & ~(RuleField.LANES_MASK << RuleField.LANES_OFFSET)) != 0;
    }

    /// @notice Whether the rule asks who stands opposite.
    function narrowsOther(Rule rule) internal pure returns (bool) {
        return Rule.unwrap(rule) & OTHER_SCOPE != 0;
    }

    /// @dev The order of rules in a program: path, then kind, then the word itself.
    function isBefore(Rule rule, Rule next) internal pure returns (bool) {
        uint256 key = (rule.path() << 8) | rule.kind();
        uint256 nextKey = (next.path() << 8) | next.kind();
        return key < nextKey || (key == nextKey && Rule.unwrap(rule) < Rule.unwrap(next));
    }
}
