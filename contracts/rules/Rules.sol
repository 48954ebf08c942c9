// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Facts} from "../types/Facts.sol";
import {Findings, FindingsLibrary} from "../types/Finding.sol";
import {Kinds, Movements, Needs, RuleField, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Parties, PartiesLibrary} from "../types/Parties.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Record, RecordLibrary} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {Change, Changes} from "./Changes.sol";
import {Guards} from "./Guards.sol";
import {HoldingRules} from "./HoldingRules.sol";
import {Metered} from "./Metered.sol";
import {MovementRules} from "./MovementRules.sol";
import {RecordRules} from "./RecordRules.sol";
import {Scope} from "./Scope.sol";

/// @notice Walks a program: which rules bind a movement, and which of them refuse it.
library Rules {
    /// @notice Adds to `found` the rules that refuse, in program order, until it is full: those of path 0, which must all hold, and those of the
    /// other paths unless all rules of one of them hold.
    /// @dev Nothing is judged where nothing changes hands: no units, or one person's own wallets. A movement by order or by operation of
    /// law is judged by what is behind it, not by rules.
    /// @return missing Bit of `Needs`, of what was not read and a rule turns on: the supply, if a share rule refuses on its floor; leverage, if one on it binds
    /// somebody leveraged. Read it, forget what was added, and ask again.
    function judge(
        Program program,
        Movement memory movement,
        Facts memory facts,
        Change memory change,
        Findings memory found
    ) internal pure returns (uint256 missing) {
        if (movement.amount == 0 || change.withinOne) return 0;
        if ((Movements.RULE_MASK >> movement.kind) & 1 == 0) return 0;
        (uint256 place, uint256 end) = (program.rulesAt(), program.provisionsAt());
        if (place == end) return 0;
        // Paths ascend: without any, the last rule is of path 0.
        uint256 paths = ProgramLibrary.ruleAt(end - Shape.WORD_BYTES).path() == 0 ? end : endOfPath(place, end, 0);
        uint256 to = paths;
        if (program.guards() != 0 && Guards.hold(program, movement, facts, change)) {
            (place, to) = program.restOf(change.becomes || change.ceases);
        }
        if (place != to) missing = judgeSpan(program, place, to, movement, facts, change, found);
        if (missing != 0 || paths == end || found.isFull()) return missing;

        Findings memory tried = FindingsLibrary.withRoomFor(1);
        for (place = paths; place < end;) {
            uint256 next = endOfPath(place, end, ProgramLibrary.ruleAt(place).path());
            tried.cutTo(0);
            missing = judgeSpan(program, place, next, movement, facts, change, tried);
            if (missing != 0 || tried.count() == 0) return missing; // this one is open, if nothing is missing
            place = next;
        }
        return judgeSpan(program, paths, end, movement, facts, change, found);
    }

    /// @dev Where the rules of `path` end that begin at `place`.
    function endOfPath(uint256 place, uint256 end, uint256 path) internal pure returns (uint256) {
        while (place < end && ProgramLibrary.ruleAt(place).path() == path) place += Shape.WORD_BYTES;
        return place;
    }

    /// @dev Judges the rules from `place` on, until `end`, as if all had to hold.
    function judgeSpan(
        Program program,
        uint256 place,
        uint256 end,
        Movement memory movement,
        Facts memory facts,
        Change memory change,
        Findings memory found
    ) internal pure returns (uint256 missing) {
        Parties parties = _parties(program, movement, facts);
        unchecked {
            // fits: memory is shorter than 2**64
            uint256 binds = uint256(1) << (RuleField.MOVEMENTS_OFFSET + uint256(movement.kind));
            for (; place < end; place += Shape.WORD_BYTES) {
                Rule rule = ProgramLibrary.ruleAt(place);
                if (Rule.unwrap(rule) & binds == 0) continue;
                Record party = parties.on(rule.side());
                // No scope narrows a rule on the movement itself. Most are narrowed by lanes, if at all.
                if (rule.isNarrowed()) {
                    uint256 lanes = rule.lanes();
                    bool binding = lanes == 0 || (lanes >> party.lane()) & 1 != 0;
                    if (binding && rule.isNarrowedBeyondLanes()) {
                        binding = Scope.has(program, rule, party, parties, facts.time);
                    }
                    if (!binding && rule.kind() != Kinds.MOST_GROUP_SHARE) continue; // its scope names members, not whom it binds
                }
                uint256 kind = rule.kind();
                (bytes4 reason, uint256 measured, uint256 limit) = kind < Kinds.MOST_UNITS
                    ? RecordRules.judge(program, rule, party, facts.time)
                    : kind < Kinds.NOT_BEFORE
                        ? HoldingRules.judge(program, rule, facts, change)
                        : MovementRules.judge(program, place, movement, facts, change);
                if (reason == 0) continue;
                missing = _missing(kind, change);
                if (missing != 0) return missing;
                uint16 index = uint16((place - program.rulesAt()) / Shape.WORD_BYTES); // fits: at most 256 rules
                if (found.add(reason, index, party.investor(), measured, limit)) return 0;
            }
        }
    }

    /// @dev What was not read of that on which a rule turns that refuses; 0: nothing.
    function _missing(uint256 kind, Change memory change) private pure returns (uint256) {
        if (kind > Kinds.MOST_EMBEDDED_LEVERAGE) return change.leverageIsKnown ? 0 : Needs.LEVERAGE;
        bool asksSupply = kind == Kinds.MOST_SHARE || Metered.needsSupply(kind);
        return asksSupply && !change.supplyIsKnown ? Needs.SUPPLY : 0;
    }

    /// @dev Who moves its own units lacks nothing that a rule could ask of a spender.
    function _parties(Program program, Movement memory movement, Facts memory facts) private pure returns (Parties) {
        Record spender = facts.spender;
        if (program.needs() & Needs.SPENDER != 0 && !Changes.hasSpender(movement)) spender = RecordLibrary.everything();
        return PartiesLibrary.make(facts.sender, facts.receiver, spender);
    }
}
