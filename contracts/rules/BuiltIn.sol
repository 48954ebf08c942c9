// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Findings} from "../types/Finding.sol";
import {Movements, Shape, States} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Record} from "../types/Record.sol";
import {Changes} from "./Changes.sol";

/// @notice The engine's own reasons, which stand under every program, in their order. They come before every exemption.
library BuiltIn {
    /// @notice Adds to `found` what stands against the movement, until it is full.
    /// @return goOn False if nothing more can be judged: `found` is full, or an import, a wallet or an amount makes the rest meaningless.
    function judge(
        Movement memory movement,
        Facts memory facts,
        Findings memory found
    ) internal pure returns (bool goOn) {
        uint256 amount = movement.amount;
        bool sends = Changes.hasSender(movement.kind);
        bool receives = Changes.hasReceiver(movement.kind);
        bool beyond = movement.kind > Movements.BURN; // no transfer, mint or burn

        // What is rare is asked first, so that nothing more is asked where it is not so. A party that is not there is all zero.
        if (facts.allowance < amount && movement.kind == Movements.TRANSFER && movement.spender != address(0)) {
            bytes4 allowance = IERC20Errors.ERC20InsufficientAllowance.selector;
            if (_add(found, allowance, movement.spender, facts.allowance, amount)) return false;
        }
        if (!facts.importing.isNone()) {
            (uint256 seeded, uint256 supply) = (facts.importing.seeded(), facts.importing.supply());
            _add(found, IReasons.TokenImporting.selector, movement.token, seeded, supply);
            return false;
        }
        if (facts.paused && !(beyond && _isByOrder(movement.kind))) {
            if (_add(found, IReasons.TokenPaused.selector, movement.token, 1, 0)) return false;
        }
        bool unknown = false;
        if (!facts.sender.isKnown() && sends) {
            if (_add(found, IReasons.WalletUnknown.selector, movement.from, 0, 1)) return false;
            unknown = true;
        }
        if (!facts.receiver.isKnown() && receives) {
            if (_add(found, IReasons.WalletUnknown.selector, movement.to, 0, 1)) return false;
            unknown = true;
        }
        if (unknown) return false;

        // Two records in one word have a state if either has it.
        Record either = Record.wrap(Record.unwrap(facts.sender) | Record.unwrap(facts.receiver));
        if (either.states() & (States.BLOCKED | States.SUSPENSE) != 0) {
            if (!_judgeProperty(movement, facts, found)) return false;
        }

        if (amount > Shape.MOST_UNITS) {
            _add(found, IReasons.AmountAboveCapacity.selector, movement.token, amount, Shape.MOST_UNITS);
            return false;
        }
        if (!sends && facts.supply + amount > Shape.MOST_UNITS) {
            uint256 supplyAfter = facts.supply + amount;
            _add(found, IReasons.SupplyAboveCapacity.selector, movement.token, supplyAfter, Shape.MOST_UNITS);
            return false;
        }
        if (facts.receiver.tokensHeld() == Shape.MOST_TOKENS_HELD && Changes.fillsWallet(movement, facts)) {
            uint256 most = Shape.MOST_TOKENS_HELD;
            if (_add(found, IReasons.TokensAboveCapacity.selector, movement.to, most + 1, most)) return false;
        }

        if (beyond && _isByOrder(movement.kind)) return _judgeUnits(movement, facts, found, true);
        if (facts.receiverState.isWhollyFrozen() || facts.senderState.isWhollyFrozen()) {
            bytes4 frozen = IReasons.WalletFrozen.selector;
            bool recovery = movement.kind == Movements.RECOVERY; // out of a wallet that is barred
            if (facts.senderState.isWhollyFrozen() && !recovery && _add(found, frozen, movement.from, 1, 0))
                return false;
            if (facts.receiverState.isWhollyFrozen() && _add(found, frozen, movement.to, 1, 0)) return false;
        }
        if (beyond && movement.kind == Movements.RECOVERY) return _judgeRecovery(movement, facts, found);
        return !sends || _judgeUnits(movement, facts, found, false);
    }

    /// @dev Orders, for which pauses and freezes give way.
    function _isByOrder(uint8 kind) private pure returns (bool) {
        return kind == Movements.FORCED || kind == Movements.LICENSED;
    }

    /// @dev States of property: a block, but under a licence; and a suspense account, whose units wait for somebody.
    function _judgeProperty(
        Movement memory movement,
        Facts memory facts,
        Findings memory found
    ) private pure returns (bool goOn) {
        uint8 kind = movement.kind;
        if (kind != Movements.LICENSED) {
            bytes4 blocked = IReasons.InvestorBlocked.selector;
            if (facts.sender.isBlocked() && _add(found, blocked, movement.from, 1, 0)) return false;
            if (facts.receiver.isBlocked() && _add(found, blocked, movement.to, 1, 0)) return false;
        }
        if (kind == Movements.TRANSMISSION) return true;
        bytes4 suspense = IReasons.SuspenseAccount.selector;
        if (facts.sender.isSuspense() && _add(found, suspense, movement.from, 1, 0)) return false;
        bool enters = facts.receiver.isSuspense() && kind != Movements.FORCED;
        return !(enters && _add(found, suspense, movement.to, 1, 0));
    }

    function _judgeUnits(
        Movement memory movement,
        Facts memory facts,
        Findings memory found,
        bool byOrder
    ) private pure returns (bool goOn) {
        uint256 free = facts.senderState.free(facts.senderBalance, byOrder);
        if (movement.amount <= free) return true;
        return !_add(found, IReasons.UnitsNotFree.selector, movement.from, movement.amount, free);
    }

    /// @dev All units of a barred wallet go to another wallet of the same investor, and what stands on them goes with them.
    function _judgeRecovery(
        Movement memory movement,
        Facts memory facts,
        Findings memory found
    ) private pure returns (bool goOn) {
        (uint256 sender, uint256 receiver) = (facts.sender.investor(), facts.receiver.investor());
        if (sender != receiver) {
            if (_add(found, IReasons.InvestorsDiffer.selector, movement.to, sender, receiver)) return false;
        }
        if (!facts.senderState.isWhollyFrozen()) {
            if (_add(found, IReasons.WalletNotBarred.selector, movement.from, 0, 1)) return false;
        }
        uint256 balance = facts.senderBalance;
        if (movement.amount == balance) return true;
        return !_add(found, IReasons.RecoveryNotWhole.selector, movement.from, movement.amount, balance);
    }

    /// @notice The largest amount that none of these reasons refuses, if they do not refuse 1: then they refuse nothing smaller.
    function room(Movement memory movement, Facts memory facts) internal pure returns (uint256 most) {
        if (!Changes.hasSender(movement.kind)) return Shape.MOST_UNITS - facts.supply;
        most = facts.senderState.free(facts.senderBalance, _isByOrder(movement.kind));
        bool asked = movement.kind == Movements.TRANSFER && movement.spender != address(0);
        if (asked && facts.allowance < most) most = facts.allowance;
    }

    /// @return full Whether `found` has no more room.
    function _add(
        Findings memory found,
        bytes4 reason,
        address subject,
        uint256 measured,
        uint256 limit
    ) private pure returns (bool full) {
        return found.add(reason, Shape.BUILT_IN_RULE, uint160(subject), measured, limit);
    }
}
