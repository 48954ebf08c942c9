// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Counts} from "../types/Counts.sol";
import {Facts} from "../types/Facts.sol";
import {Modes, Sides} from "../types/Kinds.sol";
import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {Change} from "./Changes.sol";

/// @notice Whom a rule on holders counts: in its lanes, of all countries, of the judged party's own, or of its country set as one group.
/// @dev Of record, an intermediary is one holder. A rule on beneficial owners counts in its place the owners that were stated, in their lanes.
library Counting {
    /// @notice Holders that the rule counts before the movement.
    function before(Rule rule, Facts memory facts) internal pure returns (uint256 holders) {
        uint256 lanes = rule.lanes();
        uint256 modes = rule.modes();
        if (modes & Modes.TOGETHER != 0) return facts.groups[rule.countrySet() >> 2].sum(lanes);
        if (modes & Modes.PER_COUNTRY != 0) {
            bool ofSender = rule.side() == Sides.SENDER;
            return (ofSender ? facts.senderCounts : facts.receiverCounts).sum(lanes);
        }
        holders = facts.totals.sum(lanes);
        // fits: who is looked through is a holder; in these lanes there may be no owners behind it
        if (modes & Modes.BENEFICIAL != 0) holders = holders + facts.owners.sum(lanes) - facts.lookedThrough.sum(lanes);
    }

    /// @notice Of those, how many leave with the sender.
    function leaving(
        Program program,
        Rule rule,
        Facts memory facts,
        Change memory change
    ) internal pure returns (uint256 holders) {
        if (!change.ceases || !_sameCell(program, rule, facts, facts.sender)) return 0;
        if (rule.modes() & Modes.BENEFICIAL != 0 && Counts.unwrap(facts.senderOwners) != 0) {
            return facts.senderOwners.sum(rule.lanes());
        }
        return _inLanes(rule, facts.sender) ? 1 : 0;
    }

    /// @notice How many holders that the rule counts come with the receiver.
    function coming(
        Program program,
        Rule rule,
        Facts memory facts,
        Change memory change
    ) internal pure returns (uint256 holders) {
        bool counted = change.becomes && _sameCell(program, rule, facts, facts.receiver);
        return counted && _inLanes(rule, facts.receiver) ? 1 : 0;
    }

    /// @dev Whether the rule counts in the country of `party`.
    function _sameCell(Program program, Rule rule, Facts memory facts, Record party) private pure returns (bool) {
        uint256 modes = rule.modes();
        if (modes & Modes.TOGETHER != 0) return program.setHas(rule.countrySet() >> 2, party.country());
        return modes & Modes.PER_COUNTRY == 0 || facts.sender.country() == facts.receiver.country();
    }

    function _inLanes(Rule rule, Record party) private pure returns (bool) {
        uint256 lanes = rule.lanes();
        return lanes == 0 || (lanes >> party.lane()) & 1 != 0;
    }
}
