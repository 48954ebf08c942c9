// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Movement} from "../types/Movement.sol";

/// @notice Calls of another half: its code runs on the storage of the contract that was called.
library Halves {
    /// @notice Hands the whole call over.
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

    /// @notice Calls another half, and reverts as it does.
    function run(address half, bytes memory data) internal {
        // The address never changes, and has code.
        (bool done, bytes memory answer) = half.delegatecall(data);
        if (done) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @notice Calls one function of another half, which takes a movement, and reverts as it does.
    /// @dev Six words of `movement` lie in memory as they lie in a call. What the function does not take is not read.
    /// @return place Of the answer in memory.
    function ask(
        address half,
        bytes4 selector,
        Movement memory movement,
        address source,
        uint256 time
    ) internal returns (uint256 place) {
        assembly ("memory-safe") {
            place := mload(0x40)
            mstore(place, selector)
            mcopy(add(place, 0x04), movement, 0xc0)
            mstore(add(place, 0xc4), source)
            mstore(add(place, 0xe4), time)
            let done := delegatecall(gas(), half, place, 0x104, 0, 0)
            returndatacopy(place, 0, returndatasize())
            if iszero(done) {
                revert(place, returndatasize())
            }
            mstore(0x40, add(place, returndatasize()))
        }
    }

    /// @notice `ask`, of a function that only reads. Solidity knows no delegatecall that does.
    function look(
        address half,
        bytes4 selector,
        Movement memory movement,
        address source,
        uint256 time
    ) internal view returns (uint256 place) {
        function(address, bytes4, Movement memory, address, uint256) internal returns (uint256) asks = ask;
        function(address, bytes4, Movement memory, address, uint256) internal view returns (uint256) looks;
        assembly ("memory-safe") {
            looks := asks
        }
        return looks(half, selector, movement, source, time);
    }
}
