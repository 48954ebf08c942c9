// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {LotsWord} from "./LotsWord.sol";

/// @notice A person whose position a movement touches, as a place in memory; 0: nobody.
/// @dev Nine words. A struct would be made anew wherever it is returned. `position` is what counts as the person's position in the page, before the movement,
/// with what was stale mended: its own lots, or, of who aggregates others, all of them.
///
/// | bytes   | field      | meaning                                                                                            |
/// | ------- | ---------- | -------------------------------------------------------------------------------------------------- |
/// | 0-31    | investor   |                                                                                                    |
/// | 32-63   | isParty    | whether `own` was read                                                                             |
/// | 64-95   | own        | own lots before the movement, counted anew, under the present closure                               |
/// | 96-127  | ownKept    | as in storage                                                                                      |
/// | 128-159 | aggregates | whether `all` was read                                                                             |
/// | 160-191 | all        | of who aggregates others: all lots before the movement                                             |
/// | 192-223 | allKept    | as in storage                                                                                      |
/// | 224-255 | roles      | bits: 1 what the sender gives counts as the person's, 2 what the receiver takes does                |
/// | 256-287 | next       | the person after this one                                                                          |
type Person is uint256;

using PersonLibrary for Person global;

library PersonLibrary {
    function make(uint64 itsInvestor) internal pure returns (Person person) {
        assembly ("memory-safe") {
            person := mload(0x40)
            mstore(0x40, add(person, 0x120))
            mstore(person, itsInvestor)
            calldatacopy(add(person, 0x20), calldatasize(), 0x100) // beyond its end, calldata is zero
        }
    }

    function isSomebody(Person person) internal pure returns (bool) {
        return Person.unwrap(person) != 0;
    }

    function investor(Person person) internal pure returns (uint64) {
        return uint64(_get(person, 0));
    }

    function isParty(Person person) internal pure returns (bool) {
        return _get(person, 0x20) != 0;
    }

    function own(Person person) internal pure returns (LotsWord) {
        return LotsWord.wrap(_get(person, 0x40));
    }

    function setOwn(Person person, LotsWord word) internal pure {
        _set(person, 0x40, LotsWord.unwrap(word));
    }

    function ownKept(Person person) internal pure returns (LotsWord) {
        return LotsWord.wrap(_get(person, 0x60));
    }

    /// @notice A sender or receiver.
    function setParty(Person person, LotsWord kept) internal pure {
        _set(person, 0x20, 1);
        _set(person, 0x40, LotsWord.unwrap(kept));
        _set(person, 0x60, LotsWord.unwrap(kept));
    }

    function aggregates(Person person) internal pure returns (bool) {
        return _get(person, 0x80) != 0;
    }

    function all(Person person) internal pure returns (LotsWord) {
        return LotsWord.wrap(_get(person, 0xa0));
    }

    function setAll(Person person, LotsWord word) internal pure {
        _set(person, 0xa0, LotsWord.unwrap(word));
    }

    function allKept(Person person) internal pure returns (LotsWord) {
        return LotsWord.wrap(_get(person, 0xc0));
    }

    /// @notice Somebody to whom lots of others are attributed.
    function setAggregates(Person person, LotsWord kept) internal pure {
        _set(person, 0x80, 1);
        _set(person, 0xa0, LotsWord.unwrap(kept));
        _set(person, 0xc0, LotsWord.unwrap(kept));
    }

    function position(Person person) internal pure returns (LotsWord) {
        return person.aggregates() ? person.all() : person.own();
    }

    /// @param role 1: what the sender gives counts as the person's; 2: what the receiver takes does.
    function addRole(Person person, uint256 role) internal pure {
        _set(person, 0xe0, _get(person, 0xe0) | role);
    }

    /// @notice Lots of the product that come to the person's position.
    /// @param given By the sender, below zero. @param taken By the receiver.
    function moved(Person person, int256 given, int256 taken) internal pure returns (int256 lots) {
        uint256 roles = _get(person, 0xe0);
        unchecked {
            if (roles & 1 != 0) lots += given;
            if (roles & 2 != 0) lots += taken;
        }
    }

    function next(Person person) internal pure returns (Person) {
        return Person.wrap(_get(person, 0x100));
    }

    function setNext(Person person, Person other) internal pure {
        _set(person, 0x100, Person.unwrap(other));
    }

    function _get(Person person, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(person, offset))
        }
    }

    function _set(Person person, uint256 offset, uint256 word) private pure {
        assembly ("memory-safe") {
            mstore(add(person, offset), word)
        }
    }
}
