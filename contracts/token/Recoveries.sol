// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {IRecoveries} from "../interfaces/IRecoveries.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {IERC3643Recovery} from "../interfaces/external/IERC3643Recovery.sol";
import {Movements, Shape} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {RecoveryEntry} from "../types/RecoveryEntry.sol";
import {Holds} from "./Holds.sol";

/// @title Recoveries: barred at once, moved after the notice
abstract contract Recoveries is Holds, IRecoveries {
    /// @inheritdoc IRecoveries
    function announceRecovery(address lost, address replacement, bytes32 instrument) external restricted {
        if (instrument == 0) revert ISecurityToken.InstrumentMissing();
        if (_recoveries[lost].replacement != address(0)) revert RecoveryWaiting(lost);
        if (lost == replacement) revert ERC20InvalidReceiver(replacement);
        _checkSameInvestor(lost, replacement);
        (, , , uint32 notice) = _engine.programsOf(address(this));
        uint48 readyAt = uint48(block.timestamp + notice); // fits: a time and 32 bits
        bool frozen = _engine.walletState(address(this), lost).isWhollyFrozen();
        _recoveries[lost] = RecoveryEntry(replacement, readyAt, frozen, instrument);
        if (!frozen) _bar(lost, true);
        emit RecoveryAnnounced(msg.sender, lost, replacement, readyAt, instrument);
    }

    /// @inheritdoc IRecoveries
    function cancelRecovery(address lost) external restricted {
        RecoveryEntry memory entry = _announced(lost);
        delete _recoveries[lost];
        if (!entry.wasFrozen) _bar(lost, false);
        emit RecoveryCancelled(msg.sender, lost, entry.replacement);
    }

    /// @inheritdoc IRecoveries
    function recover(address lost) external restricted {
        _recover(lost, _announced(lost));
    }

    /// @inheritdoc IERC3643Recovery
    function recoveryAddress(address lostWallet, address newWallet, address) external restricted returns (bool done) {
        RecoveryEntry memory entry = _announced(lostWallet);
        if (newWallet != entry.replacement) revert ReplacementDiffers(entry.replacement, newWallet);
        _recover(lostWallet, entry);
        return true;
    }

    /// @inheritdoc IRecoveries
    function recoveryOf(
        address lost
    ) external view returns (address replacement, uint256 readyAt, bytes32 instrument, bool wasFrozen) {
        RecoveryEntry memory entry = _recoveries[lost];
        return (entry.replacement, entry.readyAt, entry.instrument, entry.wasFrozen);
    }

    function _recover(address lost, RecoveryEntry memory entry) private {
        if (block.timestamp < entry.readyAt) revert RecoveryTooEarly(block.timestamp, entry.readyAt);
        address replacement = entry.replacement;
        uint256 amount = balanceOf(lost);
        delete _recoveries[lost];
        _moveByDocument(Movements.RECOVERY, lost, replacement, amount, entry.instrument);
        _moveHolds(lost, replacement);
        if (entry.wasFrozen) _bar(replacement, true);
        emit RecoveryExecuted(msg.sender, lost, replacement, amount, entry.instrument);
        emit RecoverySuccess(lost, replacement, address(0));
    }

    function _announced(address lost) private view returns (RecoveryEntry memory entry) {
        entry = _recoveries[lost];
        if (entry.replacement == address(0)) revert RecoveryNotAnnounced(lost);
    }

    /// @dev The reasons with which the engine would refuse it in the end.
    function _checkSameInvestor(address lost, address replacement) private view {
        (Record from, Record to) = (_recordOf(lost), _recordOf(replacement));
        if (!from.isKnown()) revert IReasons.WalletUnknown(Shape.BUILT_IN_RULE, lost, 0, 1);
        if (!to.isKnown()) revert IReasons.WalletUnknown(Shape.BUILT_IN_RULE, replacement, 0, 1);
        (uint256 sender, uint256 receiver) = (from.investor(), to.investor());
        if (sender != receiver) revert IReasons.InvestorsDiffer(Shape.BUILT_IN_RULE, replacement, sender, receiver);
    }
}
