// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Changes} from "../rules/Changes.sol";
import {Counts} from "../types/Counts.sol";
import {Facts} from "../types/Facts.sol";
import {HolderBits} from "../types/HolderBits.sol";
import {Movements, Needs, TokenFlags} from "../types/Kinds.sol";
import {Lot} from "../types/Lot.sol";
import {Movement} from "../types/Movement.sol";
import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {WalletList} from "../types/WalletList.sol";
import {LotBook} from "./LotBook.sol";
import {MeterReads} from "./MeterReads.sol";
import {TokenReads} from "./TokenReads.sol";

/// @title What the engine reads for a decision
/// @dev Reads what the program and the movement need, and no more; `facts` asks for all of it.
abstract contract Gathering is MeterReads {
    /// @dev Finds the program in force: zero if none is, or if the kind is not weighed.
    function _identify(Movement memory movement) internal view returns (TokenConfig config, address program) {
        if (!_isWeighed(movement.kind)) return (config, program);
        config = _tokens[movement.token];
        program = config.nextIsInForce(block.timestamp) ? _terms[movement.token].nextProgram : config.program();
    }

    function _isWeighed(uint8 kind) internal pure returns (bool) {
        return (Movements.WEIGHED_MASK >> kind) & 1 != 0;
    }

    /// @dev Reads everything but the counts. The time, the balances, and the allowance if there is one, are there already.
    /// @param needs Bits of `Needs`.
    /// @return readable False if the token does not answer.
    function _gather(
        Movement memory movement,
        TokenConfig config,
        Facts memory f,
        uint256 needs
    ) internal view returns (bool readable) {
        address token = movement.token;
        uint32 registry = config.registry();
        mapping(address wallet => Record) storage records = _records[registry];
        bool states = config.has(TokenFlags.WALLET_STATES);
        bool metered = config.has(TokenFlags.METERED);
        // What an investor holds may be its first lot.
        if (metered) needs |= Needs.SENDER_HOLDING | Needs.RECEIVER_HOLDING;
        if (config.has(TokenFlags.PAUSED | TokenFlags.IMPORTING | TokenFlags.HALTED)) {
            f.paused = config.has(TokenFlags.PAUSED);
            f.halted = config.has(TokenFlags.HALTED);
            if (config.has(TokenFlags.IMPORTING)) f.importing = _seeded[token];
        }
        readable = true;

        if (Changes.hasSender(movement.kind)) {
            address from = movement.from;
            uint256 balance = f.senderBalance;
            Record sender = records[from];
            f.sender = sender;
            if (states) f.senderState = _walletStates[token][from];
            bool empties = balance == movement.amount;
            if (sender.wallets() > 1 && (empties || needs & Needs.SENDER_HOLDING != 0)) {
                (readable, f.senderHolding) = _holding(token, registry, from, sender, balance);
            } else {
                f.senderHolding = balance;
            }
            if (empties) f.senderHolds = _holds(token, sender);
        }
        if (Changes.hasReceiver(movement.kind)) {
            address to = movement.to;
            uint256 balance = f.receiverBalance;
            Record receiver = records[to];
            f.receiver = receiver;
            if (states) f.receiverState = _walletStates[token][to];
            if (readable && receiver.wallets() > 1 && needs & Needs.RECEIVER_HOLDING != 0) {
                (readable, f.receiverHolding) = _holding(token, registry, to, receiver, balance);
            } else {
                f.receiverHolding = balance;
            }
            if (balance == 0) f.receiverHolds = _holds(token, receiver);
        }
        // Otherwise the supply is read only where a share rule turns on it.
        if (!Changes.hasSender(movement.kind) && readable) {
            (readable, f.supply) = TokenReads.totalSupply(token);
        }
        if (metered && readable) {
            f.senderLots = _lotsOf(token, f.sender, f.senderHolding);
            f.receiverLots = _lotsOf(token, f.receiver, f.receiverHolding);
        }
        if (needs & Needs.TRANCHES != 0) f.tranches = _tranches[token];
        if (needs & Needs.SPENDER != 0 && Changes.hasSpender(movement)) f.spender = records[movement.spender];
    }

    /// @dev Who is counted. Groups are read only if the program names some.
    function _gatherCounts(
        address token,
        TokenConfig config,
        Program program,
        Facts memory f,
        bool ofSender,
        bool ofReceiver
    ) internal view {
        if (ofSender) f.senderCounts = _counts[token][f.sender.country()];
        if (ofReceiver) f.receiverCounts = _counts[token][f.receiver.country()];
        f.totals = _totals[token];
        if (program.groupSets() != 0) f.groups = _groupsOf(token, config, program);
        if (config.has(TokenFlags.LOOKED_THROUGH)) {
            if (ofSender) f.senderOwners = _ownersBehind[token][f.sender.investor()];
            f.owners = _owners[token];
            f.lookedThrough = _lookedThrough[token];
        }
    }

    /// @dev Holders in each country set of the program that is a group. config: of which the program is.
    function _groupsOf(
        address token,
        TokenConfig,
        Program program
    ) internal view virtual returns (Counts[] memory groups) {
        uint256 groupSets = program.groupSets();
        groups = new Counts[](program.sets());
        for (uint256 i = 0; i < groups.length; ++i) {
            if ((groupSets >> i) & 1 != 0) groups[i] = _groups[token][program.setHash(i)];
        }
    }

    /// @dev The day on which the keeping of lots began, in days since 1970-01-01, UTC.
    function _lotsSince(address token) internal view virtual returns (uint256 day) {
        return _metering[token].startDay;
    }

    function _lotsOf(address token, Record record, uint256 holding) internal view returns (Lot[] memory lots) {
        uint64 investor = record.investor();
        if (investor == 0) return lots;
        return LotBook.read(_holders[token], _lots[token][investor], investor, _lotsSince(token), holding);
    }

    /// @dev Units in all wallets of an investor who has several: the one whose balance is known, and the others as the token tells.
    function _holding(
        address token,
        uint32 registry,
        address wallet,
        Record record,
        uint256 balance
    ) internal view returns (bool readable, uint256 holding) {
        WalletList storage list = _wallets[registry][record.investor()];
        uint256 count = record.wallets();
        holding = balance;
        for (uint256 i = 0; i < count; ++i) {
            address other = list.walletAt(i);
            if (other == wallet) continue;
            uint256 more;
            (readable, more) = TokenReads.balanceOf(token, other);
            if (!readable) return (false, 0);
            holding += more; // fits: 8 balances below 2**112
        }
        return (true, holding);
    }

    function _holds(address token, Record record) internal view returns (bool) {
        uint256 investor = record.investor();
        return _holders[token][HolderBits.indexOf(investor)] & HolderBits.holder(investor) != 0;
    }
}
