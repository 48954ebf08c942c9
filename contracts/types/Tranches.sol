// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "./Kinds.sol";

/// @notice On which days the tranches of a token were closed, by the origin of their lots.
/// @dev One word, low bits first: origin i lies in bits 32·i to 32·i + 31, days since 1970-01-01, UTC; 0: not closed.
type Tranches is uint256;

using TranchesLibrary for Tranches global;

library TranchesLibrary {
    uint256 private constant MASK = (1 << Shape.TRANCHE_BITS) - 1;

    function closedOn(Tranches tranches, uint256 origin) internal pure returns (uint256 day) {
        return (Tranches.unwrap(tranches) >> (origin * Shape.TRANCHE_BITS)) & MASK;
    }

    /// @dev `day` is below 2**16, `origin` below 7.
    function withClosedOn(Tranches tranches, uint256 origin, uint256 day) internal pure returns (Tranches) {
        uint256 offset = origin * Shape.TRANCHE_BITS;
        return Tranches.wrap((Tranches.unwrap(tranches) & ~(MASK << offset)) | (day << offset));
    }
}
