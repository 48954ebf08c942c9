// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPrograms} from "../interfaces/IPrograms.sol";
import {Evidences, Kinds, Modes, Movements, Roles, RuleField, Shape, Sides} from "../types/Kinds.sol";
import {Rule} from "../types/Rule.sol";

/// @notice Which rule words mean something. One meaning has one word; a word that could never bind is refused.
library RuleForm {
    uint256 private constant ALL_LANES = 0xFF;
    /// @dev Times are 48 bits wide, counts 32, statuses 32, states 8.
    uint256 private constant MOST_TIME = (1 << 48) - 1;
    uint256 private constant MOST_COUNT = (1 << 32) - 1;
    uint256 private constant MOST_STATUSES = (1 << 32) - 1;
    uint256 private constant MOST_STATES = (1 << 8) - 1;
    uint256 private constant MOST_ORIGINS = (1 << Shape.ORIGINS) - 1;

    /// @notice Reverts with `RuleUnknown` or `RuleFieldInvalid` unless `rule`, at `index`, is one that this engine judges.
    function check(uint256 index, Rule rule, uint256 sets, uint256 provisions) internal pure {
        (uint256 sides, uint256 least, uint256 most) = _shape(rule.kind(), sets);
        if (sides == 0) revert IPrograms.RuleUnknown(index, rule.kind());

        uint256 side = rule.side();
        _require((sides >> side) & 1 != 0, index, RuleField.SIDE_OFFSET, side);
        bool asks = rule.kind() >= Kinds.PLUG_IN;
        // The address of another contract takes the place of the limit, the window and the other party's bits.
        uint256 limit = asks ? uint256(uint160(rule.plugIn())) : rule.limit();
        _require(limit >= least && limit <= most, index, RuleField.LIMIT_OFFSET, rule.limit());
        _checkMovements(index, rule);
        _require(rule.provision() < provisions, index, RuleField.PROVISION_OFFSET, rule.provision());

        _require(!asks || rule.path() == 0, index, RuleField.PATH_OFFSET, rule.path());
        _require(asks || _windowFits(rule.kind(), rule.window()), index, RuleField.WINDOW_OFFSET, rule.window());
        _require(_modesFit(rule), index, RuleField.MODES_OFFSET, rule.modes());
        _checkScope(index, rule, sets);
    }

    function _windowFits(uint256 kind, uint256 window) private pure returns (bool) {
        (uint256 least, uint256 most) = (0, 0);
        if (kind == Kinds.MOST_SHARE) (least, most) = (1, Shape.BASIS_POINTS);
        if (kind == Kinds.HOLDING_PERIOD) (least, most) = (1, Shape.MOST_MONTHS);
        if (kind == Kinds.TRANCHE_CLOSED_SINCE) (least, most) = (0, Shape.MOST_MONTHS);
        if (kind == Kinds.MOST_GROUP_SHARE) {
            (least, most) = (1, Shape.BASIS_POINTS);
            window &= Shape.STRICTLY - 1;
        }
        if (kind == Kinds.MOST_EMBEDDED_LEVERAGE) (least, most) = (1, Shape.MOST_EMBEDDED);
        if (kind >= Kinds.MOST_OUTFLOW && kind <= Kinds.MOST_PURCHASERS) {
            (least, most) = (1, window >= Shape.SPAN_MONTHS ? Shape.MOST_SPAN_MONTHS : Shape.MOST_SPAN_DAYS);
            window &= Shape.SPAN_MONTHS - 1;
        }
        return window >= least && window <= most;
    }

    /// @dev Of what a rule counts, at most one mode says where; of other rules, the other party's statuses may lift it, if it names some.
    function _modesFit(Rule rule) private pure returns (bool) {
        uint256 modes = rule.modes();
        if (modes == 0) return true;
        bool group = modes == Modes.TOGETHER && rule.countrySet() != 0 && rule.countrySet() & 2 == 0;
        if (rule.kind() == Kinds.MOST_HOLDERS) {
            return group || modes == Modes.PER_COUNTRY || modes == Modes.BENEFICIAL;
        }
        if (rule.kind() == Kinds.FEWEST_HOLDERS) return group || modes == Modes.PER_COUNTRY;
        if (rule.kind() == Kinds.MOST_GROUP_SHARE) return false;
        return modes == Modes.OTHER_LIFTS && rule.side() <= Sides.RECEIVER && rule.otherBits() != 0;
    }

    function _counts(uint256 kind) private pure returns (bool) {
        return kind == Kinds.MOST_HOLDERS || kind == Kinds.FEWEST_HOLDERS;
    }

    /// @notice What a kind may look like.
    /// @return sides Bit s: may judge side s; 0: there is no such kind. @return least Of the limit. @return most Of the limit, inclusive.
    function _shape(uint256 kind, uint256 sets) private pure returns (uint256 sides, uint256 least, uint256 most) {
        uint256 sender = 1 << Sides.SENDER;
        uint256 receiver = 1 << Sides.RECEIVER;
        uint256 spender = 1 << Sides.SPENDER;
        uint256 parties = sender | receiver;
        uint256 anyone = parties | (1 << Sides.TOKEN);
        // A program without sets has none that a limit could name: then least is above most.
        uint256 lastSet = sets == 0 ? 0 : sets - 1;
        uint256 firstSet = sets == 0 ? 1 : 0;
        if (kind == Kinds.FORBIDDEN_STATES) return (parties | spender, 1, MOST_STATES);
        if (kind == Kinds.REQUIRED_STATUSES) return (receiver | spender, 1, MOST_STATUSES);
        if (kind == Kinds.LANE_IN_SET) return (receiver, 1, ALL_LANES - 1);
        if (namesSet(kind)) return (parties, firstSet, lastSet);
        if (kind == Kinds.SPENDER_REGISTERED) return (spender, 0, 0);
        if (kind == Kinds.EVIDENCE_FRESH) return (receiver, Evidences.IDENTITY, Evidences.STATUSES);
        if (kind == Kinds.MOST_UNITS) return (receiver, 0, Shape.MOST_UNITS);
        if (kind == Kinds.MOST_SHARE) return (receiver, 1, Shape.MOST_UNITS);
        if (kind == Kinds.LEAST_HOLDING) return (parties, 1, Shape.MOST_UNITS);
        if (kind == Kinds.WHOLE_HOLDING_ONLY) return (sender, 0, 0);
        if (kind == Kinds.MOST_HOLDERS) return (receiver, 0, MOST_COUNT);
        if (kind == Kinds.FEWEST_HOLDERS) return (sender, 1, MOST_COUNT);
        if (kind == Kinds.HOLDING_PERIOD || kind == Kinds.TRANCHE_CLOSED_SINCE) return (sender, 1, MOST_ORIGINS);
        if (kind == Kinds.NOT_BEFORE || kind == Kinds.NOT_AFTER) return (anyone, 1, MOST_TIME);
        if (kind == Kinds.NOT_HALTED) return (1 << Sides.TOKEN, 0, 0);
        if (kind == Kinds.MOST_OUTFLOW) return (sender, 0, Shape.MOST_UNITS);
        if (kind == Kinds.MOST_OUTFLOW_SHARE || kind == Kinds.MOST_OUTFLOW_SHARE_OR_VOLUME) {
            return (sender, 1, Shape.BASIS_POINTS);
        }
        if (kind == Kinds.MOST_INFLOW) return (receiver, 0, Shape.MOST_UNITS);
        if (kind == Kinds.MOST_PURCHASERS) return (receiver, 0, MOST_COUNT);
        if (kind == Kinds.MOST_VENUE_VOLUME) return (1 << Sides.TOKEN, 1, Shape.BASIS_POINTS);
        if (kind == Kinds.MOST_GROUP_SHARE) return (receiver, 1, Shape.MOST_UNITS);
        if (kind == Kinds.MOST_EMBEDDED_LEVERAGE || kind == Kinds.MOST_LEVERAGE)
            return (receiver, 1, Shape.MOST_LEVERAGE);
        if (kind == Kinds.ENCUMBERED_STAYS) return (sender, 0, 0);
        if (kind == Kinds.PLUG_IN || kind == Kinds.POSITION_LIMIT) return (1 << Sides.TOKEN, 1, type(uint160).max);
        if (kind == Kinds.LEAST_PER_MOVEMENT || kind == Kinds.MOST_PER_MOVEMENT) return (anyone, 1, Shape.MOST_UNITS);
    }

    /// @notice Whether the limit of a rule of this kind is the index of a set.
    function namesSet(uint256 kind) internal pure returns (bool) {
        return
            kind == Kinds.COUNTRY_IN ||
            kind == Kinds.COUNTRY_NOT_IN ||
            kind == Kinds.REGION_IN ||
            kind == Kinds.REGION_NOT_IN;
    }

    /// @dev Only kinds that rules may bind, and none that lacks the judged party.
    function _checkMovements(uint256 index, Rule rule) private pure {
        uint256 allowed = Movements.RULE_MASK;
        if (rule.side() == Sides.SENDER) allowed &= ~(uint256(1) << Movements.MINT);
        if (rule.side() == Sides.RECEIVER) allowed &= ~(uint256(1) << Movements.BURN);
        if (rule.side() == Sides.SPENDER) allowed &= ~((uint256(1) << Movements.MINT) | (uint256(1) << Movements.BURN));
        uint256 movements = rule.movements();
        _require(movements != 0 && movements & ~allowed == 0, index, RuleField.MOVEMENTS_OFFSET, movements);
    }

    function _checkScope(uint256 index, Rule rule, uint256 sets) private pure {
        // Neither the movement itself nor a spender, who may be nobody's investor, has a lane or a country.
        bool nobody = rule.side() > Sides.RECEIVER;
        uint256 mostLanes = nobody ? 0 : ALL_LANES - 1;
        _require(rule.lanes() <= mostLanes, index, RuleField.LANES_OFFSET, rule.lanes());
        _checkSet(index, rule.countrySet(), sets, nobody, RuleField.COUNTRY_SET_OFFSET);
        // A count knows lanes and countries; it cannot leave out who has a status or a certain counterparty.
        bool counting = _counts(rule.kind());
        // Of a group the scope says who is a member, and the bits who is excluded.
        bool groups = rule.kind() == Kinds.MOST_GROUP_SHARE;
        bool lanesAndCountriesOnly = nobody || counting || groups;
        bool liftable = !counting && rule.side() != Sides.TOKEN && rule.kind() != Kinds.SPENDER_REGISTERED;
        _require(liftable || rule.liftedBy() == 0, index, RuleField.LIFTED_BY_OFFSET, rule.liftedBy());
        mostLanes = lanesAndCountriesOnly ? 0 : ALL_LANES - 1;
        _require(rule.otherLanes() <= mostLanes, index, RuleField.OTHER_LANES_OFFSET, rule.otherLanes());
        _checkSet(index, rule.otherCountrySet(), sets, lanesAndCountriesOnly, RuleField.OTHER_COUNTRY_SET_OFFSET);
        uint256 bits = rule.otherBits();
        // What narrows a rule from the other side is a role: the absence of evidence must never lift a restriction. Its presence may.
        bool fits = groups || (lanesAndCountriesOnly ? bits == 0 : rule.otherLifts() || bits & ~Roles.ALL == 0);
        if (rule.kind() >= Kinds.PLUG_IN) fits = true;
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
