// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPrograms} from "../interfaces/IPrograms.sol";

/// @notice Stores bytes as the code of a contract that cannot be run.
library ProgramCode {
    /// @dev Creation code of 11 bytes that returns what follows it: PUSH2 size, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN; then a STOP
    /// and the bytes. The address depends on the creator and the bytes alone: CREATE2 with `id`, their hash, as salt.
    /// @param data At most 24,575 bytes: with the STOP, the largest code there may be.
    function store(bytes memory data, bytes32 id) internal returns (address place) {
        bytes memory creation = abi.encodePacked(
            hex"61",
            uint16(data.length + 1), // fits: at most 24,576
            hex"80600a5f395ff3",
            hex"00",
            data
        );
        assembly ("memory-safe") {
            place := create2(0, add(creation, 32), mload(creation), id)
        }
        if (place == address(0)) revert IPrograms.CodeNotStored(id);
    }
}
