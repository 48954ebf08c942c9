// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Record} from "./Record.sol";

/// @notice The records of a movement by side, in memory: sender, receiver, spender, and zeros for the movement itself.
type Parties is uint256;

using PartiesLibrary for Parties global;

library PartiesLibrary {
    function make(Record sender, Record receiver, Record spender) internal pure returns (Parties parties) {
        assembly ("memory-safe") {
            parties := mload(0x40)
            mstore(parties, sender)
            mstore(add(parties, 0x20), receiver)
            mstore(add(parties, 0x40), spender)
            mstore(add(parties, 0x60), 0)
            mstore(0x40, add(parties, 0x80))
        }
    }

    /// @param side One of `Sides`, below 4.
    function on(Parties parties, uint256 side) internal pure returns (Record record) {
        assembly ("memory-safe") {
            record := mload(add(parties, shl(5, side)))
        }
    }
}
