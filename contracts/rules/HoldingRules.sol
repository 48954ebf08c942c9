// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Kinds, Sides} from "../types/Kinds.sol";
import {Program} from "../types/Program.sol";
import {Rule} from "../types/Rule.sol";
import {Change} from "./Changes.sol";
import {Counting} from "./Counting.sol";
import {FewestHolders} from "./FewestHolders.sol";
import {LeastHolding} from "./LeastHolding.sol";
import {MostHolders} from "./MostHolders.sol";
import {MostShare} from "./MostShare.sol";
import {MostUnits} from "./MostUnits.sol";
import {WholeHoldingOnly} from "./WholeHoldingOnly.sol";

/// @notice The rules that turn on who holds how much afterwards, and on how many hold: which library judges each, and with what it refuses.
library HoldingRules {
    /// @return reason Zero: the rule does not refuse. Of a share, while the supply is not known: perhaps.
    function judge(
        Program program,
        Rule rule,
        Facts memory facts,
        Change memory change
    ) internal pure returns (bytes4 reason, uint256 measured, uint256 limit) {
        bool refused;
        uint256 kind = rule.kind();
        // First those that no guard stands for.
        if (kind == Kinds.MOST_HOLDERS) {
            if (!change.becomes) return (0, 0, 0);
            uint256 leaving = Counting.leaving(program, rule, facts, change);
            (refused, measured, limit) = MostHolders.judge(rule, Counting.before(rule, facts), leaving);
            reason = IReasons.HoldersAboveLimit.selector;
        } else if (kind == Kinds.FEWEST_HOLDERS) {
            if (!change.ceases) return (0, 0, 0);
            uint256 coming = Counting.coming(program, rule, facts, change);
            (refused, measured, limit) = FewestHolders.judge(rule, Counting.before(rule, facts), coming);
            reason = IReasons.HoldersBelowLeast.selector;
        } else if (kind == Kinds.MOST_UNITS) {
            (refused, measured, limit) = MostUnits.judge(rule, change.receiverAfter);
            reason = IReasons.HoldingAboveLimit.selector;
        } else if (kind == Kinds.MOST_SHARE) {
            (refused, measured, limit) = MostShare.judge(rule, change.receiverAfter, change.supplyAfter);
            reason = IReasons.ShareAboveLimit.selector;
        } else if (kind == Kinds.LEAST_HOLDING) {
            bool sends = rule.side() == Sides.SENDER;
            uint256 left = sends ? change.senderAfter : change.receiverAfter;
            (refused, measured, limit) = LeastHolding.judge(rule, left);
            reason = IReasons.HoldingBelowLeast.selector;
        } else {
            (refused, measured, limit) = WholeHoldingOnly.judge(change.senderAfter);
            reason = IReasons.HoldingNotWhole.selector;
        }
        if (!refused) reason = 0;
    }
}
