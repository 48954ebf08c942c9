// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Facts} from "../types/Facts.sol";
import {Movements} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";

/// @notice What a movement would change. Rules measure it, and the books are kept by it.
/// @param withinOne Both wallets belong to one investor: nothing changes hands.
/// @param empties The sender's wallet gives its last unit; `fills`: the receiver's had none.
/// @param becomes The receiver becomes a holder; `ceases`: the sender is one no longer.
/// @param senderAfter Units in all wallets of the sender after the movement, down to zero.
/// @param receiverAfter Units in all wallets of the receiver after the movement.
/// @param leverageIsKnown What leverage rules measure of leveraged parties has been read.
/// @param supplyAfter Units after the movement, down to zero; meaningless until `supplyIsKnown`.
struct Change {
    bool withinOne;
    bool empties;
    bool fills;
    bool becomes;
    bool ceases;
    uint256 senderAfter;
    uint256 receiverAfter;
    uint256 supplyAfter;
    bool supplyIsKnown;
    bool leverageIsKnown;
}

library Changes {
    function hasSender(uint8 kind) internal pure returns (bool) {
        return kind != Movements.MINT;
    }

    function hasReceiver(uint8 kind) internal pure returns (bool) {
        return kind != Movements.BURN;
    }

    /// @notice Whether somebody moves units of another.
    function hasSpender(Movement memory movement) internal pure returns (bool) {
        address spender = movement.spender;
        return movement.kind == Movements.TRANSFER && spender != address(0) && spender != movement.from;
    }

    /// @notice Says what the movement changes. `change` is all zero before.
    /// @dev Balances trigger, the holder bits decide. The amount is below 2**112, and so is every balance that a token may have.
    function fill(Change memory change, Movement memory movement, Facts memory facts) internal pure {
        unchecked {
            uint256 amount = movement.amount;
            // A party that is not there has no number, and the other one has.
            change.withinOne = facts.sender.investor() == facts.receiver.investor();
            change.senderAfter = _less(facts.senderHolding, amount);
            change.receiverAfter = facts.receiverHolding + amount; // fits: a holding is a sum of at most 8 balances
            if (facts.senderBalance == amount && emptiesWallet(movement)) {
                change.empties = true;
                change.ceases = facts.senderHolding == amount && facts.senderHolds && !change.withinOne;
            }
            if (fillsWallet(movement, facts)) {
                change.fills = true;
                change.becomes = !facts.receiverHolds && !change.withinOne;
            }
        }
    }

    /// @dev Asked only where the amount is the sender's whole balance.
    function emptiesWallet(Movement memory movement) internal pure returns (bool) {
        return movement.amount != 0 && hasSender(movement.kind) && movement.from != movement.to;
    }

    /// @notice Whether the receiver's wallet has no units before, and some after.
    function fillsWallet(Movement memory movement, Facts memory facts) internal pure returns (bool) {
        return
            facts.receiverBalance == 0 &&
            movement.amount != 0 &&
            hasReceiver(movement.kind) &&
            movement.from != movement.to;
    }

    /// @notice Completes `change` once the supply is read.
    function withSupply(Change memory change, Movement memory movement, uint256 supply) internal pure {
        change.supplyIsKnown = true;
        change.supplyAfter = supply;
        if (!hasSender(movement.kind)) change.supplyAfter = supply + movement.amount;
        if (!hasReceiver(movement.kind)) change.supplyAfter = _less(supply, movement.amount);
    }

    /// @dev Below zero only where `explain` goes on after it has said that the units are not there.
    function _less(uint256 a, uint256 b) private pure returns (uint256) {
        unchecked {
            return a > b ? a - b : 0;
        }
    }
}
