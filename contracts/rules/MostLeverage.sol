// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";

/// @notice A receiver's notional over its net equity, over all venues and before the movement, is at most the limit. Basis points, inclusive.
/// @dev Binds only who has the state `leveraged`; of nobody else anything is read. Leverage is rounded up by whoever tells it, against the receiver. It judges
/// acquisitions only: who is above it may leave, repay and reduce. A cap over venues is policy of an issuer's or a framework's own documents.
library MostLeverage {
    /// @param leverage In basis points; while it is not known, anything.
    /// @param known Whether it was read.
    function judge(
        Rule rule,
        Record receiver,
        uint256 leverage,
        bool known
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        if (!receiver.isLeveraged()) return (false, 0, 0);
        measured = leverage;
        limit = rule.limit();
        refused = !known || measured > limit;
    }
}
