// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "./Kinds.sol";

/// @notice Two bits of an investor i in a word of 128 investors: bit 2·(i mod 128), it is counted as a holder; the next, its lots are kept.
library HolderBits {
    function indexOf(uint256 investor) internal pure returns (uint256 index) {
        return investor / Shape.HOLDERS_PER_WORD;
    }

    function holder(uint256 investor) internal pure returns (uint256 bit) {
        return 1 << (2 * (investor % Shape.HOLDERS_PER_WORD));
    }

    /// @dev Until it is set, all that the investor holds is one lot, of the day on which the token began to keep lots.
    function metered(uint256 investor) internal pure returns (uint256 bit) {
        return holder(investor) << 1;
    }
}
