// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Findings, FindingsLibrary} from "../types/Finding.sol";
import {Kinds, Movements, Needs, RuleField, Shape, Sides} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Parties, PartiesLibrary} from "../types/Parties.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Record, RecordLibrary} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {Change, Changes} from "./Changes.sol";
import {CountryIn} from "./CountryIn.sol";
import {CountryNotIn} from "./CountryNotIn.sol";
import {Counting} from "./Counting.sol";
import {EvidenceFresh} from "./EvidenceFresh.sol";
import {FewestHolders} from "./FewestHolders.sol";
import {ForbiddenStates} from "./ForbiddenStates.sol";
import {Guards} from "./Guards.sol";
import {HoldingPeriod} from "./HoldingPeriod.sol";
import {LaneInSet} from "./LaneInSet.sol";
import {LeastHolding} from "./LeastHolding.sol";
import {LeastPerMovement} from "./LeastPerMovement.sol";
import {Metered} from "./Metered.sol";
import {MostHolders} from "./MostHolders.sol";
import {MostPerMovement} from "./MostPerMovement.sol";
import {MostShare} from "./MostShare.sol";
import {MostUnits} from "./MostUnits.sol";
import {NotAfter} from "./NotAfter.sol";
import {NotBefore} from "./NotBefore.sol";
import {NotHalted} from "./NotHalted.sol";
import {RegionIn} from "./RegionIn.sol";
import {RegionNotIn} from "./RegionNotIn.sol";
import {RequiredStatuses} from "./RequiredStatuses.sol";
import {Scope} from "./Scope.sol";
import {SpenderRegistered} from "./SpenderRegistered.sol";
import {TrancheClosedSince} from "./TrancheClosedSince.sol";
import {WholeHoldingOnly} from "./WholeHoldingOnly.sol";

/// @notice Walks a program: which rules bind a movement, and which of them refuse it.
library Rules {
    /// @notice Adds to `found` the rules that refuse, in program order, until it is full: those of path 0, which must all hold, and those of the
    /// other paths unless all rules of one of them hold.
    /// @dev Nothing is judged where nothing changes hands: no units, or one person's own wallets. A movement by order or by operation of
    /// law is judged by what is behind it, not by rules.
    /// @return unsure A share rule refuses on its floor alone and the supply was not read: read it, forget what was added, and ask again.
    function judge(
        Program program,
        Movement memory movement,
        Facts memory facts,
        Change memory change,
        Findings memory found
    ) internal pure returns (bool unsure) {
        if (movement.amount == 0 || change.withinOne) return false;
        if ((Movements.RULE_MASK >> movement.kind) & 1 == 0) return false;
        (uint256 place, uint256 end) = (program.rulesAt(), program.provisionsAt());
        if (place == end) return false;
        // Paths ascend: without any, the last rule is of path 0.
        uint256 paths = ProgramLibrary.ruleAt(end - Shape.WORD_BYTES).path() == 0 ? end : endOfPath(place, end, 0);
        uint256 to = paths;
        if (program.guards() != 0 && Guards.hold(program, movement, facts, change)) {
            (place, to) = program.restOf(change.becomes || change.ceases);
        }
        if (place != to && judgeSpan(program, place, to, movement, facts, change, found)) return true;
        if (paths == end || found.isFull()) return false;

        Findings memory tried = FindingsLibrary.withRoomFor(1);
        for (place = paths; place < end;) {
            uint256 next = endOfPath(place, end, ProgramLibrary.ruleAt(place).path());
            tried.cutTo(0);
            if (judgeSpan(program, place, next, movement, facts, change, tried)) return true;
            if (tried.count() == 0) return false; // this one is open
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
    ) internal pure returns (bool unsure) {
        Parties parties = _parties(program, movement, facts);
        uint256 binds = uint256(1) << (RuleField.MOVEMENTS_OFFSET + movement.kind);
        unchecked {
            // fits: memory is shorter than 2**64
            for (; place < end; place += Shape.WORD_BYTES) {
                Rule rule = ProgramLibrary.ruleAt(place);
                if (Rule.unwrap(rule) & binds == 0) continue;
                Record party = parties.on(rule.side());
                // No scope narrows a rule on the movement itself.
                if (rule.isNarrowed() && !Scope.has(program, rule, party, parties, facts.time)) {
                    if (rule.kind() != Kinds.MOST_GROUP_SHARE) continue; // its scope names members, not whom it binds
                }
                bytes4 reason;
                bool refused;
                uint256 measured;
                uint256 limit;
                // A binary tree over the kinds.
                uint256 kind = rule.kind();
                if (kind < Kinds.MOST_UNITS) {
                    if (kind < Kinds.COUNTRY_IN) {
                        if (kind == Kinds.REQUIRED_STATUSES) {
                            (refused, measured, limit) = RequiredStatuses.judge(rule, party);
                            if (!refused) continue;
                            reason = IReasons.StatusMissing.selector;
                        } else if (kind == Kinds.FORBIDDEN_STATES) {
                            (refused, measured, limit) = ForbiddenStates.judge(rule, party);
                            if (!refused) continue;
                            reason = IReasons.ForbiddenState.selector;
                        } else {
                            (refused, measured, limit) = LaneInSet.judge(rule, party);
                            if (!refused) continue;
                            reason = IReasons.LaneNotAllowed.selector;
                        }
                    } else if (kind < Kinds.REGION_IN) {
                        if (kind == Kinds.EVIDENCE_FRESH) {
                            (refused, measured, limit) = EvidenceFresh.judge(rule, party, facts.time);
                            if (!refused) continue;
                            reason = IReasons.EvidenceExpired.selector;
                        } else if (kind == Kinds.COUNTRY_IN) {
                            (refused, measured, limit) = CountryIn.judge(program, rule, party);
                            if (!refused) continue;
                            reason = IReasons.CountryNotAllowed.selector;
                        } else {
                            (refused, measured, limit) = CountryNotIn.judge(program, rule, party);
                            if (!refused) continue;
                            reason = IReasons.CountryForbidden.selector;
                        }
                    } else if (kind == Kinds.REGION_IN) {
                        (refused, measured, limit) = RegionIn.judge(program, rule, party);
                        if (!refused) continue;
                        reason = IReasons.RegionNotAllowed.selector;
                    } else if (kind == Kinds.REGION_NOT_IN) {
                        (refused, measured, limit) = RegionNotIn.judge(program, rule, party);
                        if (!refused) continue;
                        reason = IReasons.RegionForbidden.selector;
                    } else {
                        (refused, measured, limit) = SpenderRegistered.judge(party);
                        if (!refused) continue;
                        reason = IReasons.SpenderUnknown.selector;
                    }
                } else if (kind < Kinds.NOT_BEFORE) {
                    if (kind < Kinds.LEAST_HOLDING) {
                        if (kind == Kinds.MOST_SHARE) {
                            (refused, measured, limit) = MostShare.judge(
                                rule,
                                change.receiverAfter,
                                change.supplyAfter
                            );
                            if (refused && !change.supplyIsKnown) return true;
                            if (!refused) continue;
                            reason = IReasons.ShareAboveLimit.selector;
                        } else {
                            (refused, measured, limit) = MostUnits.judge(rule, change.receiverAfter);
                            if (!refused) continue;
                            reason = IReasons.HoldingAboveLimit.selector;
                        }
                    } else if (kind == Kinds.LEAST_HOLDING) {
                        bool sends = rule.side() == Sides.SENDER;
                        (refused, measured, limit) = LeastHolding.judge(
                            rule,
                            sends ? change.senderAfter : change.receiverAfter
                        );
                        if (!refused) continue;
                        reason = IReasons.HoldingBelowLeast.selector;
                    } else if (kind == Kinds.WHOLE_HOLDING_ONLY) {
                        (refused, measured, limit) = WholeHoldingOnly.judge(change.senderAfter);
                        if (!refused) continue;
                        reason = IReasons.HoldingNotWhole.selector;
                    } else if (kind == Kinds.MOST_HOLDERS) {
                        if (!change.becomes) continue;
                        uint256 leaving = Counting.leaving(program, rule, facts, change);
                        (refused, measured, limit) = MostHolders.judge(rule, Counting.before(rule, facts), leaving);
                        if (!refused) continue;
                        reason = IReasons.HoldersAboveLimit.selector;
                    } else {
                        if (!change.ceases) continue;
                        uint256 coming = Counting.coming(program, rule, facts, change);
                        (refused, measured, limit) = FewestHolders.judge(rule, Counting.before(rule, facts), coming);
                        if (!refused) continue;
                        reason = IReasons.HoldersBelowLeast.selector;
                    }
                } else if (kind < Kinds.HOLDING_PERIOD) {
                    if (kind == Kinds.NOT_BEFORE) {
                        (refused, measured, limit) = NotBefore.judge(rule, facts.time);
                        if (!refused) continue;
                        reason = IReasons.MovementTooEarly.selector;
                    } else {
                        (refused, measured, limit) = NotAfter.judge(rule, facts.time);
                        if (!refused) continue;
                        reason = IReasons.MovementTooLate.selector;
                    }
                } else if (kind < Kinds.LEAST_PER_MOVEMENT) {
                    if (kind >= Kinds.MOST_OUTFLOW) {
                        (refused, measured, limit) = Metered.judge(program, place, movement, facts, change);
                        if (!refused) continue;
                        if (!change.supplyIsKnown && Metered.needsSupply(kind)) return true;
                        reason = Metered.reasonOf(kind);
                    } else if (kind == Kinds.NOT_HALTED) {
                        (refused, measured, limit) = NotHalted.judge(facts.halted);
                        if (!refused) continue;
                        reason = IReasons.TradingHalted.selector;
                    } else if (kind == Kinds.HOLDING_PERIOD) {
                        (refused, measured, limit) = HoldingPeriod.judge(
                            rule,
                            facts.senderLots,
                            movement.amount,
                            facts.time
                        );
                        if (!refused) continue;
                        reason = IReasons.UnitsTooYoung.selector;
                    } else {
                        (refused, measured, limit) = TrancheClosedSince.judge(
                            rule,
                            facts.senderLots,
                            facts.tranches,
                            movement.amount,
                            facts.time
                        );
                        if (!refused) continue;
                        reason = IReasons.TrancheTooYoung.selector;
                    }
                } else if (kind == Kinds.LEAST_PER_MOVEMENT) {
                    (refused, measured, limit) = LeastPerMovement.judge(rule, movement.amount);
                    if (!refused) continue;
                    reason = IReasons.MovementBelowLeast.selector;
                } else if (kind == Kinds.MOST_PER_MOVEMENT) {
                    (refused, measured, limit) = MostPerMovement.judge(rule, movement.amount);
                    if (!refused) continue;
                    reason = IReasons.MovementAboveMost.selector;
                } else {
                    continue; // another contract is asked last
                }
                uint16 index = uint16((place - program.rulesAt()) / Shape.WORD_BYTES); // fits: at most 256 rules
                if (found.add(reason, index, party.investor(), measured, limit)) return false;
            }
        }
    }

    /// @dev Who moves its own units lacks nothing that a rule could ask of a spender.
    function _parties(Program program, Movement memory movement, Facts memory facts) private pure returns (Parties) {
        Record spender = facts.spender;
        if (program.needs() & Needs.SPENDER != 0 && !Changes.hasSpender(movement)) spender = RecordLibrary.everything();
        return PartiesLibrary.make(facts.sender, facts.receiver, spender);
    }
}
