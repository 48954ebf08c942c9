// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Findings} from "../types/Finding.sol";
import {Movements, Shape} from "../types/Kinds.sol";
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
        bool forced = movement.kind == Movements.FORCED;

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
        if (facts.paused && !forced) {
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
        if (Record.wrap(Record.unwrap(facts.sender) | Record.unwrap(facts.receiver)).isBlocked()) {
            bytes4 blocked = IReasons.InvestorBlocked.selector;
            if (facts.sender.isBlocked() && _add(found, blocked, movement.from, 1, 0)) return false;
            if (facts.receiver.isBlocked() && _add(found, blocked, movement.to, 1, 0)) return false;
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

        if (facts.senderState.isWhollyFrozen() && !forced) {
            if (_add(found, IReasons.WalletFrozen.selector, movement.from, 1, 0)) return false;
        }
        if (facts.receiverState.isWhollyFrozen() && !forced) {
            if (_add(found, IReasons.WalletFrozen.selector, movement.to, 1, 0)) return false;
        }
        if (sends) {
            uint256 free = facts.senderState.free(facts.senderBalance, forced);
            if (amount > free) {
                if (_add(found, IReasons.UnitsNotFree.selector, movement.from, amount, free)) return false;
            }
        }
        return true;
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
