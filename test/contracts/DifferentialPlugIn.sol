// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILeverage} from "../../contracts/interfaces/ILeverage.sol";
import {IPlugIn} from "../../contracts/interfaces/IPlugIn.sol";

/// @notice How a plug-in answers `weigh`.
/// @param how Bits 0 to 7: 0 it answers, 1 it reverts with its answer, 2 it writes first, which a static call does not let it, 3 it answers as
/// measured what it was told, hashed, 4 it answers that first. From bit 8 on: how many bytes it answers.
/// @param words What it answers first.
struct PlugInBehaviour {
    uint256 how;
    uint256[3] words;
}

/// @notice Another contract that rules of the differential test ask, or a source of leverage. It does as the case says, which the harness tells it.
contract DifferentialPlugIn {
    error NothingElse();

    uint256 private constant REVERTS = 1;
    uint256 private constant WRITES = 2;
    uint256 private constant TELLS = 3;
    uint256 private constant TELLS_FIRST = 4;

    PlugInBehaviour private _behaviour;

    function behave(PlugInBehaviour calldata behaviour) external {
        _behaviour = behaviour;
    }

    /// @dev `weigh` or `standing`, and nothing else: how much it would let pass it does not say.
    fallback() external {
        if (msg.sig != IPlugIn.weigh.selector && msg.sig != ILeverage.standing.selector) revert NothingElse();
        (uint256 how, uint256[3] memory words) = (_behaviour.how & 0xFF, _behaviour.words);
        uint256 size = _behaviour.how >> 8;
        if (how == WRITES) _behaviour.how = 0;
        if (how == TELLS_FIRST) words[0] = uint256(keccak256(msg.data));
        if (how == TELLS) words[1] = uint256(keccak256(msg.data));
        assembly {
            if eq(how, REVERTS) {
                revert(words, size)
            }
            return(words, size)
        }
    }
}
