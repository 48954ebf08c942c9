// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Kinds} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Rule} from "../types/Rule.sol";
import {Change} from "./Changes.sol";
import {HoldingPeriod} from "./HoldingPeriod.sol";
import {LeverageRules} from "./LeverageRules.sol";
import {LeastPerMovement} from "./LeastPerMovement.sol";
import {Metered} from "./Metered.sol";
import {MostPerMovement} from "./MostPerMovement.sol";
import {NotAfter} from "./NotAfter.sol";
import {NotBefore} from "./NotBefore.sol";
import {NotHalted} from "./NotHalted.sol";
import {TrancheClosedSince} from "./TrancheClosedSince.sol";

/// @notice The rules that turn on when and how much is moved, and on what is kept beside balances: which library judges each, and with what it refuses.
library MovementRules {
    /// @param place Of the rule in memory.
    /// @return reason Zero: the rule does not refuse. Of a meter that asks for the supply, while that is not known: perhaps.
    function judge(
        Program program,
        uint256 place,
        Movement memory movement,
        Facts memory facts,
        Change memory change
    ) internal pure returns (bytes4 reason, uint256 measured, uint256 limit) {
        bool refused;
        Rule rule = ProgramLibrary.ruleAt(place);
        uint256 kind = rule.kind();
        if (kind < Kinds.MOST_OUTFLOW) {
            if (kind == Kinds.NOT_BEFORE) {
                (refused, measured, limit) = NotBefore.judge(rule, facts.time);
                reason = IReasons.MovementTooEarly.selector;
            } else if (kind == Kinds.NOT_AFTER) {
                (refused, measured, limit) = NotAfter.judge(rule, facts.time);
                reason = IReasons.MovementTooLate.selector;
            } else if (kind == Kinds.HOLDING_PERIOD) {
                (refused, measured, limit) = HoldingPeriod.judge(rule, facts.senderLots, movement.amount, facts.time);
                reason = IReasons.UnitsTooYoung.selector;
            } else if (kind == Kinds.TRANCHE_CLOSED_SINCE) {
                (refused, measured, limit) = TrancheClosedSince.judge(
                    rule,
                    facts.senderLots,
                    facts.tranches,
                    movement.amount,
                    facts.time
                );
                reason = IReasons.TrancheTooYoung.selector;
            } else {
                (refused, measured, limit) = NotHalted.judge(facts.halted);
                reason = IReasons.TradingHalted.selector;
            }
        } else if (kind < Kinds.LEAST_PER_MOVEMENT) {
            (refused, measured, limit) = Metered.judge(program, place, movement, facts, change);
            reason = Metered.reasonOf(kind);
        } else if (kind == Kinds.LEAST_PER_MOVEMENT) {
            (refused, measured, limit) = LeastPerMovement.judge(rule, movement.amount);
            reason = IReasons.MovementBelowLeast.selector;
        } else if (kind == Kinds.MOST_PER_MOVEMENT) {
            (refused, measured, limit) = MostPerMovement.judge(rule, movement.amount);
            reason = IReasons.MovementAboveMost.selector;
        } else if (kind < Kinds.PLUG_IN) {
            return LeverageRules.judge(rule, facts, change);
        } // else another contract is asked, or a position book moved, last
        if (!refused) reason = 0;
    }
}
