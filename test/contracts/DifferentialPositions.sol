// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPositions} from "../../contracts/interfaces/IPositions.sol";

/// @notice How a position book answers `weigh` and `move`.
/// @param how Bits 0 to 7: 0 it answers, 1 it reverts with its answer, 2 it answers as measured what it was told, hashed. From bit 8 on: how many bytes it
/// answers.
/// @param words What it answers first.
struct PositionBehaviour {
    uint256 how;
    uint256[4] words;
}

/// @notice A position book of the differential test. It does as the case says, which the harness tells it, and remembers what it was told last.
contract DifferentialPositions {
    error NothingElse();

    uint256 private constant REVERTS = 1;
    uint256 private constant TELLS = 2;

    PositionBehaviour private _behaviour;
    /// @notice Hash of what `move` was told; zero: of nothing.
    bytes32 public told;

    function behave(PositionBehaviour calldata behaviour) external {
        _behaviour = behaviour;
    }

    /// @dev `weigh` or `move`, and nothing else: how much it would let pass it does not say.
    fallback() external {
        bool moves = msg.sig == IPositions.move.selector;
        if (!moves && msg.sig != IPositions.weigh.selector) revert NothingElse();
        (uint256 how, uint256[4] memory words) = (_behaviour.how & 0xFF, _behaviour.words);
        uint256 size = _behaviour.how >> 8;
        bytes32 movement = keccak256(msg.data[4:]);
        if (how == TELLS) words[2] = uint256(movement);
        if (moves) told = movement;
        assembly {
            if eq(how, REVERTS) {
                revert(words, size)
            }
            return(words, size)
        }
    }
}
