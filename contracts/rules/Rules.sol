// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Findings} from "../types/Finding.sol";
import {Kinds, Movements, RuleField, Shape, Sides} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Parties, PartiesLibrary} from "../types/Parties.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {Change} from "./Changes.sol";
import {CountryIn} from "./CountryIn.sol";
import {CountryNotIn} from "./CountryNotIn.sol";
import {EvidenceFresh} from "./EvidenceFresh.sol";
import {ForbiddenStates} from "./ForbiddenStates.sol";
import {LaneInSet} from "./LaneInSet.sol";
import {LeastHolding} from "./LeastHolding.sol";
import {LeastPerMovement} from "./LeastPerMovement.sol";
import {MostHolders} from "./MostHolders.sol";
import {MostPerMovement} from "./MostPerMovement.sol";
import {MostShare} from "./MostShare.sol";
import {MostUnits} from "./MostUnits.sol";
import {NotAfter} from "./NotAfter.sol";
import {NotBefore} from "./NotBefore.sol";
import {RequiredStatuses} from "./RequiredStatuses.sol";
import {Scope} from "./Scope.sol";

/// @notice Walks a program: which rules bind a movement, and which of them refuse it.
library Rules {
    /// @notice Adds to `found` the rules that refuse, in program order, until it is full.
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
        Parties parties = PartiesLibrary.make(facts.sender, facts.receiver);
        uint256 binds = uint256(1) << (RuleField.MOVEMENTS_OFFSET + movement.kind);
        uint256 end = program.provisionsAt();
        unchecked {
            // fits: memory is shorter than 2**64
            for (uint256 place = program.rulesAt(); place < end; place += Shape.WORD_BYTES) {
                Rule rule = ProgramLibrary.ruleAt(place);
                if (Rule.unwrap(rule) & binds == 0) continue;
                uint256 side = rule.side();
                Record party = parties.on(side);
                // No scope narrows a rule on the movement itself.
                if (rule.isNarrowed() && !Scope.has(program, rule, party, parties)) continue;

                // A binary tree over the kinds.
                uint256 kind = rule.kind();
                if (kind < Kinds.COUNTRY_NOT_IN) {
                    if (kind == Kinds.REQUIRED_STATUSES) {
                        (bool refused, uint256 measured, uint256 limit) = RequiredStatuses.judge(rule, party);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.StatusMissing.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    } else if (kind == Kinds.FORBIDDEN_STATES) {
                        (bool refused, uint256 measured, uint256 limit) = ForbiddenStates.judge(rule, party);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.ForbiddenState.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    } else if (kind == Kinds.LANE_IN_SET) {
                        (bool refused, uint256 measured, uint256 limit) = LaneInSet.judge(rule, party);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.LaneNotAllowed.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    } else {
                        (bool refused, uint256 measured, uint256 limit) = CountryIn.judge(program, rule, party);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.CountryNotAllowed.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    }
                } else if (kind < Kinds.LEAST_HOLDING) {
                    if (kind == Kinds.EVIDENCE_FRESH) {
                        (bool refused, uint256 measured, uint256 limit) = EvidenceFresh.judge(rule, party, facts.time);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.EvidenceExpired.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    } else if (kind == Kinds.COUNTRY_NOT_IN) {
                        (bool refused, uint256 measured, uint256 limit) = CountryNotIn.judge(program, rule, party);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.CountryForbidden.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    } else if (kind == Kinds.MOST_SHARE) {
                        (bool refused, uint256 measured, uint256 limit) = MostShare.judge(
                            rule,
                            change.receiverAfter,
                            change.supplyAfter
                        );
                        if (refused && !change.supplyIsKnown) return true;
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.ShareAboveLimit.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    } else {
                        (bool refused, uint256 measured, uint256 limit) = MostUnits.judge(rule, change.receiverAfter);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.HoldingAboveLimit.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    }
                } else if (kind < Kinds.NOT_BEFORE) {
                    if (kind == Kinds.LEAST_HOLDING) {
                        uint256 holding = side == Sides.SENDER ? change.senderAfter : change.receiverAfter;
                        (bool refused, uint256 measured, uint256 limit) = LeastHolding.judge(rule, holding);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.HoldingBelowLeast.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    } else if (change.becomes) {
                        bool each = rule.countsEachCountry();
                        (bool refused, uint256 measured, uint256 limit) = MostHolders.judge(
                            rule,
                            each ? facts.receiverCounts : facts.totals,
                            facts.sender,
                            change.ceases && (!each || facts.sender.country() == facts.receiver.country())
                        );
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.HoldersAboveLimit.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    }
                } else if (kind < Kinds.LEAST_PER_MOVEMENT) {
                    if (kind == Kinds.NOT_BEFORE) {
                        (bool refused, uint256 measured, uint256 limit) = NotBefore.judge(rule, facts.time);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.MovementTooEarly.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    } else {
                        (bool refused, uint256 measured, uint256 limit) = NotAfter.judge(rule, facts.time);
                        if (refused)
                            end = _refuse(
                                found,
                                IReasons.MovementTooLate.selector,
                                program,
                                place,
                                party,
                                measured,
                                limit
                            );
                    }
                } else if (kind == Kinds.LEAST_PER_MOVEMENT) {
                    (bool refused, uint256 measured, uint256 limit) = LeastPerMovement.judge(rule, movement.amount);
                    if (refused)
                        end = _refuse(
                            found,
                            IReasons.MovementBelowLeast.selector,
                            program,
                            place,
                            party,
                            measured,
                            limit
                        );
                } else {
                    (bool refused, uint256 measured, uint256 limit) = MostPerMovement.judge(rule, movement.amount);
                    if (refused)
                        end = _refuse(
                            found,
                            IReasons.MovementAboveMost.selector,
                            program,
                            place,
                            party,
                            measured,
                            limit
                        );
                }
            }
        }
    }

    /// @dev Adds a refusal of the rule at `place`.
    /// @return end Where the walk ends now: after the last rule, or here if `found` is full.
    function _refuse(
        Findings memory found,
        bytes4 reason,
        Program program,
        uint256 place,
        Record party,
        uint256 measured,
        uint256 limit
    ) private pure returns (uint256 end) {
        uint16 index = uint16((place - program.rulesAt()) / Shape.WORD_BYTES); // fits: at most 256 rules
        bool full = found.add(reason, index, party.investor(), measured, limit);
        return full ? place : program.provisionsAt();
    }
}
