// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {Flow} from "../types/Flow.sol";

/// @notice The one way in which the flows of a subject are read and written.
library FlowBook {
    /// @return flows Oldest first.
    function read(uint256[4] storage kept) internal view returns (Flow[] memory flows) {
        flows = new Flow[](Shape.MOST_FLOWS);
        uint256 count = 0;
        unchecked {
            while (count < Shape.MOST_FLOWS) {
                uint256 word = kept[count / 2];
                // Nothing lies beyond the first empty half.
                if (uint128(word) == 0) break;
                flows[count++] = Flow.wrap(uint128(word));
                if (word >> 128 == 0) break;
                flows[count++] = Flow.wrap(uint128(word >> 128));
            }
        }
        assembly ("memory-safe") {
            mstore(flows, count) // fits: at most what was reserved
        }
    }

    /// @param flows At most eight, ascending by day; none is empty.
    function write(uint256[4] storage kept, Flow[] memory flows) internal {
        unchecked {
            for (uint256 slot = 0; slot < Shape.MOST_FLOWS / 2; ++slot) {
                uint256 word = _half(flows, 2 * slot) | (_half(flows, 2 * slot + 1) << 128);
                uint256 old = kept[slot];
                if (word != old) kept[slot] = word;
                else if (word == 0) break;
            }
        }
    }

    function _half(Flow[] memory flows, uint256 index) private pure returns (uint256) {
        return index < flows.length ? Flow.unwrap(flows[index]) : 0;
    }
}
