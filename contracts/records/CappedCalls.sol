// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIns} from "../interfaces/IPlugIns.sol";

/// @notice Questions to contracts of which nothing is known: a static call with capped gas, of whose answer at most three words are copied.
library CappedCalls {
    /// @dev What the other contract may use. Enough for some twenty reads from cold storage, or the check of a signature.
    uint256 private constant GAS = 100_000;
    /// @dev Beside it: the account and what it delegates to, both cold, and the call's own instructions.
    uint256 private constant CALLING = 6_000;
    /// @dev A call is given at most 63/64 of what is left (EIP-150): with less than this the contract would be given less than `GAS`, in silence, and could
    /// answer otherwise than when it was asked with more.
    uint256 private constant LEAST_GAS = (GAS * 64) / 63 + 1 + CALLING;

    /// @notice Asks `other`. Reverts with `GasTooLow`.
    /// @param size Bytes of the answer, of at most three words.
    /// @return answered Whether it gave exactly so many.
    function ask(
        address other,
        bytes memory data,
        uint256 size
    ) internal view returns (bool answered, uint256[3] memory words) {
        (uint256 cap, uint256 left) = (GAS, gasleft());
        if (left < LEAST_GAS) revert IPlugIns.GasTooLow(left, LEAST_GAS);
        assembly ("memory-safe") {
            answered := staticcall(cap, other, add(data, 0x20), mload(data), words, size)
            answered := and(answered, eq(returndatasize(), size))
        }
    }
}
