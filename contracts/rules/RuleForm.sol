// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPrograms} from "../interfaces/IPrograms.sol";
import {Evidences, Kinds, Modes, Movements, RuleField, Shape, Sides} from "../types/Kinds.sol";
import {Rule} from "../types/Rule.sol";

/// @notice Which rule words mean something. One meaning has one word; a word that could never bind is refused.
library RuleForm {
    uint256 private constant ALL_LANES = 0xFF;
    /// @dev Statuses 24 to 31: what the registry says of its own wallets. No other may narrow a rule from the other side, since the absence
    /// of evidence must never lift a restriction.
    uint256 private constant ROLES = 0xFF000000;
    /// @dev Times are 48 bits wide, counts 32, statuses 32, states 8.
    uint256 private constant MOST_TIME = (1 << 48) - 1;
    uint256 private constant MOST_COUNT = (1 << 32) - 1;
    uint256 private constant MOST_STATUSES = (1 << 32) - 1;
    uint256 private constant MOST_STATES = (1 << 8) - 1;

    /// @notice Reverts with `RuleUnknown` or `RuleFieldInvalid` unless `rule`, at `index`, is one that this engine judges.
    function check(uint256 index, Rule rule, uint256 sets, uint256 provisions) internal pure {
        (uint256 sides, uint256 least, uint256 most) = _shape(rule.kind(), sets);
        if (sides == 0) revert IPrograms.RuleUnknown(index, rule.kind());

        uint256 side = rule.side();
        _require((sides >> side) & 1 != 0, index, RuleField.SIDE_OFFSET, side);
        _require(rule.limit() >= least && rule.limit() <= most, index, RuleField.LIMIT_OFFSET, rule.limit());
        _checkMovements(index, rule);
        _require(rule.path() == 0, index, RuleField.PATH_OFFSET, rule.path());
        _require(rule.provision() < provisions, index, RuleField.PROVISION_OFFSET, rule.provision());

        bool shares = rule.kind() == Kinds.MOST_SHARE;
        uint256 window = rule.window();
        bool windowFits = shares ? window != 0 && window <= Shape.BASIS_POINTS : window == 0;
        _require(windowFits, index, RuleField.WINDOW_OFFSET, window);

        bool counting = rule.kind() == Kinds.MOST_HOLDERS;
        uint256 modes = counting ? Modes.PER_COUNTRY : 0;
        _require(rule.modes() & ~modes == 0, index, RuleField.MODES_OFFSET, rule.modes());
        _checkScope(index, rule, sets, counting);
    }

    /// @notice What a kind may look like.
    /// @return sides Bit s: may judge side s; 0: there is no such kind. @return least Of the limit. @return most Of the limit, inclusive.
    function _shape(uint256 kind, uint256 sets) private pure returns (uint256 sides, uint256 least, uint256 most) {
        uint256 receiver = 1 << Sides.RECEIVER;
        uint256 parties = (1 << Sides.SENDER) | receiver;
        uint256 anyone = parties | (1 << Sides.TOKEN);
        // A program without sets has none that a limit could name: then least is above most.
        uint256 lastSet = sets == 0 ? 0 : sets - 1;
        uint256 firstSet = sets == 0 ? 1 : 0;
        if (kind == Kinds.FORBIDDEN_STATES) return (parties, 1, MOST_STATES);
        if (kind == Kinds.REQUIRED_STATUSES) return (receiver, 1, MOST_STATUSES);
        if (kind == Kinds.LANE_IN_SET) return (receiver, 1, ALL_LANES - 1);
        if (kind == Kinds.COUNTRY_IN || kind == Kinds.COUNTRY_NOT_IN) return (parties, firstSet, lastSet);
        if (kind == Kinds.EVIDENCE_FRESH) return (receiver, Evidences.IDENTITY, Evidences.STATUSES);
        if (kind == Kinds.MOST_UNITS) return (receiver, 0, Shape.MOST_UNITS);
        if (kind == Kinds.MOST_SHARE) return (receiver, 1, Shape.MOST_UNITS);
        if (kind == Kinds.LEAST_HOLDING) return (parties, 1, Shape.MOST_UNITS);
        if (kind == Kinds.MOST_HOLDERS) return (receiver, 0, MOST_COUNT);
        if (kind == Kinds.NOT_BEFORE || kind == Kinds.NOT_AFTER) return (anyone, 1, MOST_TIME);
        if (kind == Kinds.LEAST_PER_MOVEMENT || kind == Kinds.MOST_PER_MOVEMENT) return (anyone, 1, Shape.MOST_UNITS);
    }

    /// @dev Only kinds that rules may bind, and none that lacks the judged party.
    function _checkMovements(uint256 index, Rule rule) private pure {
        uint256 allowed = Movements.RULE_MASK;
        if (rule.side() == Sides.SENDER) allowed &= ~(uint256(1) << Movements.MINT);
        if (rule.side() == Sides.RECEIVER) allowed &= ~(uint256(1) << Movements.BURN);
        uint256 movements = rule.movements();
        _require(movements != 0 && movements & ~allowed == 0, index, RuleField.MOVEMENTS_OFFSET, movements);
    }

    function _checkScope(uint256 index, Rule rule, uint256 sets, bool counting) private pure {
        bool nobody = rule.side() == Sides.TOKEN;
        uint256 mostLanes = nobody ? 0 : ALL_LANES - 1;
        _require(rule.lanes() <= mostLanes, index, RuleField.LANES_OFFSET, rule.lanes());
        _checkSet(index, rule.countrySet(), sets, nobody, RuleField.COUNTRY_SET_OFFSET);
        // A count knows lanes and countries; it cannot leave out who has a status or a certain counterparty.
        bool lanesAndCountriesOnly = nobody || counting;
        bool lifts = rule.liftedBy() != 0;
        _require(!(lanesAndCountriesOnly && lifts), index, RuleField.LIFTED_BY_OFFSET, rule.liftedBy());
        mostLanes = lanesAndCountriesOnly ? 0 : ALL_LANES - 1;
        _require(rule.otherLanes() <= mostLanes, index, RuleField.OTHER_LANES_OFFSET, rule.otherLanes());
        _checkSet(index, rule.otherCountrySet(), sets, lanesAndCountriesOnly, RuleField.OTHER_COUNTRY_SET_OFFSET);
        uint256 bits = rule.otherBits();
        bool fits = lanesAndCountriesOnly ? bits == 0 : bits & ~ROLES == 0;
        _require(fits, index, RuleField.OTHER_BITS_OFFSET, bits);
    }

    /// @param field Bit 0 used, bit 1 outside, bits 2 to 6 index; 0: not used.
    function _checkSet(uint256 index, uint256 field, uint256 sets, bool mustBeUnused, uint256 offset) private pure {
        bool fits = field == 0 || (!mustBeUnused && field & 1 != 0 && field >> 2 < sets);
        _require(fits, index, offset, field);
    }

    function _require(bool condition, uint256 index, uint256 offset, uint256 value) private pure {
        if (!condition) revert IPrograms.RuleFieldInvalid(index, offset, value);
    }
}
