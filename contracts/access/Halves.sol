// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Hands a whole call over to another half: its code runs on the storage of the contract that was called.
library Halves {
    /// @dev Ends the call as the other half does. The data is copied to free memory: with scratch memory the compiler would give up keeping
    /// variables out of the stack's way, for the whole contract.
    function enter(address half) internal {
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, 0, calldatasize())
            let done := delegatecall(gas(), half, data, calldatasize(), 0, 0)
            returndatacopy(data, 0, returndatasize())
            switch done
            case 0 {
                revert(data, returndatasize())
            }
            default {
                return(data, returndatasize())
            }
        }
    }
}
