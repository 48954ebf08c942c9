// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Kinds} from "../types/Kinds.sol";
import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {CountryIn} from "./CountryIn.sol";
import {CountryNotIn} from "./CountryNotIn.sol";
import {EvidenceFresh} from "./EvidenceFresh.sol";
import {ForbiddenStates} from "./ForbiddenStates.sol";
import {LaneInSet} from "./LaneInSet.sol";
import {RegionIn} from "./RegionIn.sol";
import {RegionNotIn} from "./RegionNotIn.sol";
import {RequiredStatuses} from "./RequiredStatuses.sol";
import {SpenderRegistered} from "./SpenderRegistered.sol";

/// @notice The rules that turn on a party's record: which library judges each, and with what it refuses.
library RecordRules {
    /// @param time Unix seconds.
    /// @return reason Zero: the rule does not refuse.
    function judge(
        Program program,
        Rule rule,
        Record party,
        uint256 time
    ) internal pure returns (bytes4 reason, uint256 measured, uint256 limit) {
        bool refused;
        uint256 kind = rule.kind();
        // A binary tree over the kinds.
        if (kind < Kinds.COUNTRY_IN) {
            if (kind == Kinds.REQUIRED_STATUSES) {
                (refused, measured, limit) = RequiredStatuses.judge(rule, party);
                reason = IReasons.StatusMissing.selector;
            } else if (kind == Kinds.FORBIDDEN_STATES) {
                (refused, measured, limit) = ForbiddenStates.judge(rule, party);
                reason = IReasons.ForbiddenState.selector;
            } else {
                (refused, measured, limit) = LaneInSet.judge(rule, party);
                reason = IReasons.LaneNotAllowed.selector;
            }
        } else if (kind < Kinds.REGION_IN) {
            if (kind == Kinds.EVIDENCE_FRESH) {
                (refused, measured, limit) = EvidenceFresh.judge(rule, party, time);
                reason = IReasons.EvidenceExpired.selector;
            } else if (kind == Kinds.COUNTRY_IN) {
                (refused, measured, limit) = CountryIn.judge(program, rule, party);
                reason = IReasons.CountryNotAllowed.selector;
            } else {
                (refused, measured, limit) = CountryNotIn.judge(program, rule, party);
                reason = IReasons.CountryForbidden.selector;
            }
        } else if (kind == Kinds.REGION_IN) {
            (refused, measured, limit) = RegionIn.judge(program, rule, party);
            reason = IReasons.RegionNotAllowed.selector;
        } else if (kind == Kinds.REGION_NOT_IN) {
            (refused, measured, limit) = RegionNotIn.judge(program, rule, party);
            reason = IReasons.RegionForbidden.selector;
        } else {
            (refused, measured, limit) = SpenderRegistered.judge(party);
            reason = IReasons.SpenderUnknown.selector;
        }
        if (!refused) reason = 0;
    }
}
