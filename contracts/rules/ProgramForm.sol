// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPrograms} from "../interfaces/IPrograms.sol";
import {HeaderField, Kinds, Modes, Needs, Shape, Sides} from "../types/Kinds.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Rule} from "../types/Rule.sol";
import {GuardForm} from "./GuardForm.sol";
import {Metered} from "./Metered.sol";
import {RuleForm} from "./RuleForm.sol";

/// @notice What the rules of a program use.
/// @param needs Bits of `Needs`.
/// @param sets Bit i: set i; groupSets: as a group; provisions: bit i: provision i.
struct Used {
    uint256 needs;
    uint256 sets;
    uint256 groupSets;
    uint256 provisions;
}

/// @notice The one form a program has: two programs of the same rules are the same bytes. Checked once, when a program is published.
library ProgramForm {
    /// @dev Of the header: what says of guards, and the bits after it that say nothing.
    uint256 private constant GUARD_FIELDS = (1 << HeaderField.GROUP_SETS_OFFSET) - 1;
    uint256 private constant FIRST_UNUSED = 56;

    /// @notice Reverts with one of the errors in `IPrograms` unless `data` is a program.
    function check(bytes memory data) internal pure {
        uint256 length = data.length;
        if (length < 2 * Shape.WORD_BYTES) revert IPrograms.ProgramTruncated(length, 2 * Shape.WORD_BYTES);
        if (length > Shape.MOST_BYTES) revert IPrograms.ProgramTooLong(length, Shape.MOST_BYTES);
        Program program = ProgramLibrary.within(data);
        _checkHeader(program, length);
        _checkSets(program);
        _checkProvisions(program);
        Used memory used = _checkRules(program);
        if (program.needs() != used.needs) revert IPrograms.NeedsWrong(program.needs(), used.needs);
        if (program.groupSets() != used.groupSets) revert IPrograms.GroupSetsWrong(program.groupSets(), used.groupSets);
        for (uint256 i = 0; i < program.sets(); ++i) {
            if ((used.sets >> i) & 1 == 0) revert IPrograms.SetUnused(i);
        }
        for (uint256 i = 0; i < program.provisions(); ++i) {
            if ((used.provisions >> i) & 1 == 0) revert IPrograms.ProvisionUnused(i);
        }
        _checkGuards(program);
    }

    function _checkHeader(Program program, uint256 length) private pure {
        uint256 header = program.header();
        bool known =
            header >> HeaderField.MAGIC_OFFSET == Shape.MAGIC &&
                (header >> HeaderField.VERSION_OFFSET) & HeaderField.VERSION_MASK == Shape.VERSION;
        bool clean = (header & GUARD_FIELDS) >> FIRST_UNUSED == 0;
        if (!known || !clean || !_clockFits(program)) revert IPrograms.HeaderInvalid(header);
        if (program.rules() > Shape.MOST_RULES) revert IPrograms.RulesAboveMost(program.rules(), Shape.MOST_RULES);
        if (program.sets() > Shape.MOST_SETS) revert IPrograms.SetsAboveMost(program.sets(), Shape.MOST_SETS);
        if (program.provisions() > Shape.MOST_PROVISIONS) {
            revert IPrograms.ProvisionsAboveMost(program.provisions(), Shape.MOST_PROVISIONS);
        }
        uint256 hashes = (program.provisions() + 1) * Shape.WORD_BYTES; // and one of the rulebook
        uint256 expected = program.provisionsAt() - Program.unwrap(program) + hashes;
        if (length != expected) revert IPrograms.ProgramTruncated(length, expected);
    }

    /// @dev A clock that always runs on is kept by nobody in particular. Each lane has one of the origins.
    function _clockFits(Program program) private pure returns (bool) {
        uint256 runsOn = (program.header() >> HeaderField.CLOCK_RUNS_ON_OFFSET) & HeaderField.CLOCK_RUNS_ON_MASK;
        if (runsOn > 1 || (runsOn == 1 && program.clockKeptBy() != 0)) return false;
        for (uint256 lane = 0; lane < 8; ++lane) {
            if (program.originFor(lane) >= Shape.ORIGINS) return false;
        }
        return true;
    }

    /// @dev Strictly ascending as numbers of 1,024 bits, the first word the highest; none empty, none full.
    function _checkSets(Program program) private pure {
        uint256 place = Program.unwrap(program) + Shape.WORD_BYTES;
        uint256 count = program.sets();
        for (uint256 i = 0; i < count; ++i) {
            uint256 any = 0;
            uint256 all = type(uint256).max;
            bool above = i == 0;
            bool decided = above;
            for (uint256 j = 0; j < 4; ++j) {
                uint256 word = ProgramLibrary.wordAt(place + j * Shape.WORD_BYTES);
                any |= word;
                all &= word;
                if (decided) continue;
                uint256 before = ProgramLibrary.wordAt(place + j * Shape.WORD_BYTES - Shape.SET_BYTES);
                above = word > before;
                decided = word != before;
            }
            if (any == 0 || all == type(uint256).max) revert IPrograms.SetInvalid(i);
            if (!above) revert IPrograms.SetsUnsorted(i);
            place += Shape.SET_BYTES;
        }
    }

    function _checkProvisions(Program program) private pure {
        uint256 place = program.provisionsAt();
        uint256 count = program.provisions();
        for (uint256 i = 1; i < count; ++i) {
            uint256 here = place + i * Shape.WORD_BYTES;
            if (ProgramLibrary.wordAt(here - Shape.WORD_BYTES) >= ProgramLibrary.wordAt(here)) {
                revert IPrograms.ProvisionsUnsorted(i);
            }
        }
    }

    function _checkRules(Program program) private pure returns (Used memory used) {
        uint256 place = program.rulesAt();
        uint256 count = program.rules();
        Rule last;
        (uint256 metered, uint256 plugIns, uint256 positions) = (0, 0, 0);
        for (uint256 i = 0; i < count; ++i) {
            Rule rule = ProgramLibrary.ruleAt(place + i * Shape.WORD_BYTES);
            RuleForm.check(i, rule, program.sets(), program.provisions());
            if (i != 0 && !last.isBefore(rule)) revert IPrograms.RulesUnsorted(i);
            used.needs |= needsOf(rule);
            used.provisions |= 1 << rule.provision();
            used.sets |= _setsOf(rule);
            if (rule.modes() & Modes.TOGETHER != 0) used.groupSets |= 1 << (rule.countrySet() >> 2);
            if (Metered.isMetered(rule.kind())) ++metered;
            if (rule.kind() == Kinds.PLUG_IN) ++plugIns;
            if (rule.kind() == Kinds.POSITION_LIMIT) ++positions;
            last = rule;
        }
        if (metered > Shape.MOST_METERED) revert IPrograms.MeteredAboveMost(metered, Shape.MOST_METERED);
        if (plugIns > Shape.MOST_PLUG_INS) revert IPrograms.PlugInsAboveMost(plugIns, Shape.MOST_PLUG_INS);
        if (positions > Shape.MOST_POSITIONS) revert IPrograms.PositionLimitsAboveMost(positions, Shape.MOST_POSITIONS);
    }

    function _checkGuards(Program program) private pure {
        (uint256 wanted, uint256[] memory words) = GuardForm.derive(program);
        uint256 given = program.header() & GUARD_FIELDS;
        if (given != wanted) revert IPrograms.GuardWrong(0, given, wanted);
        for (uint256 i = 0; i < words.length; ++i) {
            given = ProgramLibrary.wordAt(program.guardsAt() + i * Shape.WORD_BYTES);
            if (given != words[i]) revert IPrograms.GuardWrong(i + 1, given, words[i]);
        }
    }

    /// @notice Which facts a rule needs that not every movement reads anyway.
    function needsOf(Rule rule) internal pure returns (uint256) {
        uint256 kind = rule.kind();
        if (rule.side() == Sides.SPENDER) return Needs.SPENDER;
        if (kind == Kinds.MOST_UNITS) return Needs.RECEIVER_HOLDING;
        if (kind == Kinds.MOST_SHARE) return Needs.RECEIVER_HOLDING | Needs.SUPPLY;
        if (kind == Kinds.LEAST_HOLDING) {
            return rule.side() == Sides.SENDER ? Needs.SENDER_HOLDING : Needs.RECEIVER_HOLDING;
        }
        if (kind == Kinds.WHOLE_HOLDING_ONLY) return Needs.SENDER_HOLDING;
        if (Metered.isMetered(kind)) return Metered.needsSupply(kind) ? Needs.METERS | Needs.SUPPLY : Needs.METERS;
        if (kind == Kinds.MOST_LEVERAGE) return Needs.LEVERAGE;
        if (kind == Kinds.ENCUMBERED_STAYS) return Needs.SENDER_HOLDING | Needs.LEVERAGE;
        if (kind == Kinds.PLUG_IN) return Needs.PLUG_INS;
        if (kind == Kinds.POSITION_LIMIT) return Needs.SENDER_HOLDING | Needs.RECEIVER_HOLDING | Needs.POSITIONS;
        if (kind == Kinds.HOLDING_PERIOD) return Needs.LOTS;
        if (kind == Kinds.TRANCHE_CLOSED_SINCE) return Needs.LOTS | Needs.TRANCHES;
        if (rule.modes() & Modes.TOGETHER != 0) return Needs.GROUPS;
        if (rule.modes() & Modes.BENEFICIAL != 0) return Needs.OWNERS;
        return 0;
    }

    function _setsOf(Rule rule) private pure returns (uint256 sets) {
        if (rule.countrySet() != 0) sets |= 1 << (rule.countrySet() >> 2);
        if (rule.otherCountrySet() != 0) sets |= 1 << (rule.otherCountrySet() >> 2);
        if (RuleForm.namesSet(rule.kind())) sets |= 1 << rule.limit();
    }
}
