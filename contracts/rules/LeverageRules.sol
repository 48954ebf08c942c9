// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Kinds} from "../types/Kinds.sol";
import {Rule} from "../types/Rule.sol";
import {Change} from "./Changes.sol";
import {EncumberedStays} from "./EncumberedStays.sol";
import {MostEmbeddedLeverage} from "./MostEmbeddedLeverage.sol";
import {MostLeverage} from "./MostLeverage.sol";

/// @notice The rules on leverage: which library judges each, and with what it refuses.
library LeverageRules {
    /// @return reason Zero: the rule does not refuse. Of somebody leveraged, while what it measures is not known: perhaps.
    function judge(
        Rule rule,
        Facts memory facts,
        Change memory change
    ) internal pure returns (bytes4 reason, uint256 measured, uint256 limit) {
        bool refused;
        uint256 kind = rule.kind();
        bool known = change.leverageIsKnown;
        if (kind == Kinds.MOST_EMBEDDED_LEVERAGE) {
            (refused, measured, limit) = MostEmbeddedLeverage.judge(rule);
            reason = IReasons.EmbeddedLeverageAboveLimit.selector;
        } else if (kind == Kinds.MOST_LEVERAGE) {
            (refused, measured, limit) = MostLeverage.judge(rule, facts.receiver, facts.receiverLeverage, known);
            reason = IReasons.LeverageAboveLimit.selector;
        } else {
            uint256 encumbered = facts.senderEncumbered;
            (refused, measured, limit) = EncumberedStays.judge(facts.sender, change.senderAfter, encumbered, known);
            reason = IReasons.HoldingBelowEncumbered.selector;
        }
        if (!refused) reason = 0;
    }
}
