// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPositions} from "../../../contracts/interfaces/IPositions.sol";

/// @notice A position book that does what none should.
contract HostilePositions {
    /// @dev Allows: it allows everything. Reenters: it makes a call first, and keeps what came of it. Burns: it takes all the gas that it is given.
    enum Manner {
        Allows,
        Reverts,
        Burns,
        Reenters
    }

    error Unwilling();

    Manner private _manner;
    bytes private _answer;
    address private _target;
    bytes private _call;

    /// @notice Of the call that it made: whether that succeeded, and what it answered.
    bool public succeeded;
    bytes public outcome;
    /// @notice How often it was told of a movement.
    uint256 public moves;

    /// @param answer What it answers, in whole.
    function behave(Manner manner, bytes calldata answer) external {
        (_manner, _answer) = (manner, answer);
    }

    function reenter(address target, bytes calldata data) external {
        (_manner, _target, _call) = (Manner.Reenters, target, data);
    }

    fallback() external {
        if (_manner == Manner.Reverts) revert Unwilling();
        if (_manner == Manner.Burns) {
            assembly {
                invalid()
            }
        }
        if (msg.sig == IPositions.move.selector) {
            ++moves;
            if (_manner == Manner.Reenters) (succeeded, outcome) = _target.call(_call);
        }
        bytes memory answer = _answer;
        assembly {
            return(add(answer, 0x20), mload(answer))
        }
    }
}
