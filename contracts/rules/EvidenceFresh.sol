// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Evidences} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A receiver's evidence is fresh while now < until. Measured: now. Limit: until; both unix seconds.
/// @dev Made for evidence at acquisition (15 USC 80a-3(c)(7), 17 CFR 230.506(c)(2)(ii)): never for holding or exit, so it judges receivers only.
/// The rule's own limit says which evidence: identity, or the statuses.
library EvidenceFresh {
    function judge(
        Rule rule,
        Record party,
        uint256 time
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        measured = time;
        limit = rule.limit() == Evidences.IDENTITY ? party.kycUntil() : party.statusUntil();
        refused = measured >= limit;
    }
}
