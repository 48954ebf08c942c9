// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WeighbridgeStorage} from "../WeighbridgeStorage.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {Facts} from "../types/Facts.sol";
import {Movements, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {WalletState} from "../types/WalletState.sol";

/// @title What orders and recoveries change of frozen and held units
/// @notice The part of the engine's bookkeeping that transfers, mints and burns have no use for.
abstract contract WalletStates is WeighbridgeStorage {
    /// @dev Of an allowed movement. A transmission changes nothing: it takes free units only.
    function _keepStates(Movement memory m, Facts memory f) internal {
        if (m.kind == Movements.RECOVERY) _carry(m, f);
        else if (m.kind != Movements.TRANSMISSION) _thaw(m, f);
    }

    /// @dev An order takes free units first, then frozen ones, which are then no longer frozen. Held ones are neither.
    function _thaw(Movement memory m, Facts memory f) private {
        uint256 frozen = f.senderState.frozen();
        uint256 balance = f.senderState.free({balance: f.senderBalance, byOrder: true}); // without what is held
        if (frozen <= balance - m.amount || m.amount == 0 || m.from == m.to) return; // fits: the units are there
        // More may be frozen than is there: of what is to come, the order takes nothing.
        uint256 left = (frozen > balance ? frozen : balance) - m.amount;
        _setFrozen(m.token, m.from, f.senderState, left);
    }

    /// @dev A recovery brings to the other wallet what stood on the units of the lost one. That all of it is frozen stays where it is: the lost
    /// wallet remains barred.
    function _carry(Movement memory m, Facts memory f) private {
        uint256 frozen = f.senderState.frozen();
        uint256 held = f.senderState.held();
        if (frozen != 0) {
            _setFrozen(m.token, m.from, f.senderState, 0);
            _setFrozen(m.token, m.to, f.receiverState, _sum(f.receiverState.frozen(), frozen));
        }
        if (held != 0) {
            _setHeld(m.token, m.from, 0);
            _setHeld(m.token, m.to, _sum(f.receiverState.held(), held));
        }
    }

    function _setFrozen(address token, address wallet, WalletState state, uint256 units) private {
        _walletStates[token][wallet] = state.withFrozen(units);
        emit ITokens.FrozenUnitsSet(token, wallet, state.frozen(), units);
    }

    function _setHeld(address token, address wallet, uint256 units) private {
        WalletState state = _walletStates[token][wallet];
        _walletStates[token][wallet] = state.withHeld(units);
        emit ITokens.HeldUnitsSet(token, wallet, state.held(), units);
    }

    /// @dev At most what the field holds: more than is there may be frozen, in both wallets.
    function _sum(uint256 a, uint256 b) private pure returns (uint256) {
        uint256 sum = a + b; // fits: two numbers of 112 bits
        return sum < Shape.MOST_UNITS ? sum : Shape.MOST_UNITS;
    }
}
