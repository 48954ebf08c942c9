// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IEngine} from "./interfaces/IEngine.sol";
import {IReasons} from "./interfaces/IReasons.sol";
import {TokenReads} from "./records/TokenReads.sol";
import {WalletStates} from "./records/WalletStates.sol";
import {BuiltIn} from "./rules/BuiltIn.sol";
import {Change, Changes} from "./rules/Changes.sol";
import {Rules} from "./rules/Rules.sol";
import {Counts} from "./types/Counts.sol";
import {Facts} from "./types/Facts.sol";
import {Answer, Finding, Findings, FindingsLibrary} from "./types/Finding.sol";
import {Movements, Needs, Shape, TokenFlags} from "./types/Kinds.sol";
import {Movement} from "./types/Movement.sol";
import {Program, ProgramLibrary} from "./types/Program.sol";
import {Record} from "./types/Record.sol";
import {TokenConfig} from "./types/TokenConfig.sol";
import {WalletList} from "./types/WalletList.sol";

/// @title Weighbridge: the engine
/// @notice Weighs each movement of each token that was admitted, lets it pass or says why not, and keeps the books of who holds.
///
/// GATHER    reads what the decision needs: two records, the program, balances, and the rest only if a rule or the books ask for it.
/// DECIDE    the engine's own reasons first (`BuiltIn`), then the rules of the program (`Rules`). Both are pure.
/// BOOKS     writes what changed: nothing at all, unless a wallet fills or empties, or an order takes frozen units, or a recovery carries them.
///
/// @dev Who may do what, enrolment, programs and freezes are in `WeighbridgeAdmin`, reached through `fallback`. Trust: a token's word is taken
/// for its own balances, supply and pauses; of what it shares with others it moves only how many tokens a wallet holds, by one. The registry's
/// authority answers for the tokens that it admits.
contract Weighbridge is WalletStates, IEngine {
    using Changes for Change;

    /// @inheritdoc IEngine
    address public immutable admin;

    constructor(address admin_) {
        admin = admin_;
    }

    /// @dev Everything that is no decision: the other half's code on this storage.
    fallback() external {
        address half = admin;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, 0, calldatasize())
            let done := delegatecall(gas(), half, data, calldatasize(), 0, 0)
            returndatacopy(data, 0, returndatasize())
            switch done
            case 0 {
                revert(data, returndatasize())
            }
            default {
                return(data, returndatasize())
            }
        }
    }

    /* ENFORCEMENT */

    /// @inheritdoc IEngine
    function onMovement(
        uint8 kind,
        address spender,
        address from,
        address to,
        uint256 amount,
        uint256 fromBalance,
        uint256 toBalance
    ) external {
        Movement memory movement = Movement(kind, msg.sender, spender, from, to, amount);
        Facts memory f;
        f.senderBalance = fromBalance;
        f.receiverBalance = toBalance;
        f.allowance = type(uint256).max; // the token has judged it already
        Findings memory none; // no room: the first finding reverts
        (TokenConfig config, address program) = _identify(movement);
        Change memory change = _weigh(movement, config, program, f, none);
        _keepBooks(movement, config, f, change);
    }

    /* THE SAME DECISION, ASKED */

    /// @inheritdoc IEngine
    function check(
        Movement calldata movement
    ) external view returns (bool allowed, Finding memory first, address program) {
        return _check(movement);
    }

    /// @inheritdoc IEngine
    function checkMany(Movement[] calldata movements) external view returns (Answer[] memory answers) {
        answers = new Answer[](movements.length);
        for (uint256 i = 0; i < movements.length; ++i) {
            (bool allowed, Finding memory first, address program) = _check(movements[i]);
            answers[i] = Answer(allowed, first, program);
        }
    }

    /// @inheritdoc IEngine
    function explain(Movement calldata movement) external view returns (Finding[] memory findings, address program) {
        Findings memory found = FindingsLibrary.withRoomFor(MOST_BUILT_IN + Shape.MOST_RULES);
        program = _ask(movement, found);
        return (found.list, program);
    }

    /// @inheritdoc IEngine
    function facts(
        Movement calldata movement
    ) external view returns (Facts memory found, address program, bool readable) {
        Movement memory m = movement;
        TokenConfig config;
        (config, program) = _identify(m);
        if (program == address(0)) return (found, program, true);
        readable = _askToken(m, found) && _gather(m, config, found, Needs.SENDER_HOLDING | Needs.RECEIVER_HOLDING);
        if (readable) (readable, found.supply) = TokenReads.totalSupply(m.token);
        if (found.sender.isKnown()) found.senderHolds = _holds(m.token, found.sender);
        if (found.receiver.isKnown()) found.receiverHolds = _holds(m.token, found.receiver);
        _gatherCounts(m.token, found, found.sender.isKnown(), found.receiver.isKnown());
    }

    /// @dev More than the engine's own reasons can add to one list.
    uint256 private constant MOST_BUILT_IN = 16;

    function _check(
        Movement calldata movement
    ) private view returns (bool allowed, Finding memory first, address program) {
        Findings memory found = FindingsLibrary.withRoomFor(1);
        program = _ask(movement, found);
        allowed = found.count() == 0;
        if (!allowed) first = found.list[0];
    }

    /// @dev Weighs a movement that nobody makes.
    function _ask(Movement calldata asked, Findings memory found) private view returns (address program) {
        Movement memory movement = asked;
        // A party that the kind does not have is nobody.
        if (!Changes.hasSender(movement.kind)) movement.from = address(0);
        if (!Changes.hasReceiver(movement.kind)) movement.to = address(0);
        Facts memory f;
        TokenConfig config;
        (config, program) = _identify(movement);
        if (program == address(0) || _askToken(movement, f)) {
            _weigh(movement, config, program, f, found);
        } else {
            _addUnreadable(movement, found);
        }
    }

    /// @dev Reads from the token what enforcement is told by it.
    /// @return readable False if the token does not answer.
    function _askToken(Movement memory movement, Facts memory f) private view returns (bool readable) {
        address token = movement.token;
        readable = true;
        if (Changes.hasSender(movement.kind)) {
            (readable, f.senderBalance) = TokenReads.balanceOf(token, movement.from);
        }
        if (readable && Changes.hasReceiver(movement.kind)) {
            (readable, f.receiverBalance) = TokenReads.balanceOf(token, movement.to);
        }
        if (readable && movement.kind == Movements.TRANSFER && movement.spender != address(0)) {
            (readable, f.allowance) = TokenReads.allowance(token, movement.from, movement.spender);
        }
    }

    /* DECIDE */

    /// @dev Adds to `found` what stands against the movement, in order, until it is full. The balances are in `f` already.
    /// @param source The program in force; zero: none is, or the kind is not weighed.
    /// @return change What the movement changes, if nothing stands against it.
    function _weigh(
        Movement memory movement,
        TokenConfig config,
        address source,
        Facts memory f,
        Findings memory found
    ) private view returns (Change memory change) {
        if (source == address(0)) {
            _addUnidentified(movement, found);
            return change;
        }
        Program program = ProgramLibrary.load(source);
        bool readable = _gather(movement, config, f, program.needs());
        if (!readable) {
            _addUnreadable(movement, found);
            return change;
        }
        if (!BuiltIn.judge(movement, f, found)) return change;
        change.fill(movement, f);
        if (change.becomes || change.ceases) _gatherCounts(movement.token, f, change.ceases, change.becomes);
        if (!Changes.hasSender(movement.kind)) change.withSupply(movement, f.supply);
        uint256 before = found.count();
        if (!Rules.judge(program, movement, f, change, found)) return change;
        // Somebody comes to hold more than a share of the floor: now the supply is worth reading.
        (readable, f.supply) = TokenReads.totalSupply(movement.token);
        if (!readable) {
            _addUnreadable(movement, found);
            return change;
        }
        found.cutTo(before);
        change.withSupply(movement, f.supply);
        Rules.judge(program, movement, f, change, found);
    }

    function _addUnidentified(Movement memory movement, Findings memory found) private pure {
        bool unsupported = !_isWeighed(movement.kind);
        bytes4 reason = unsupported ? IReasons.KindUnsupported.selector : IReasons.ProgramMissing.selector;
        (uint256 measured, uint256 limit) = unsupported ? (movement.kind, Movements.LAST) : (0, 0);
        found.add(reason, Shape.BUILT_IN_RULE, uint160(movement.token), measured, limit);
    }

    function _addUnreadable(Movement memory movement, Findings memory found) private pure {
        found.add(IReasons.TokenUnreadable.selector, Shape.BUILT_IN_RULE, uint160(movement.token), 0, 0);
    }

    /* GATHER */

    /// @dev Finds the program in force: zero if none is, or if the kind is not weighed.
    function _identify(Movement memory movement) private view returns (TokenConfig config, address program) {
        if (!_isWeighed(movement.kind)) return (config, program);
        config = _tokens[movement.token];
        program = config.nextIsInForce(block.timestamp) ? _terms[movement.token].nextProgram : config.program();
    }

    function _isWeighed(uint8 kind) private pure returns (bool) {
        return (Movements.WEIGHED_MASK >> kind) & 1 != 0;
    }

    /// @dev Reads everything but the counts. The balances, and the allowance if there is one, are there already.
    /// @param needs Bits of `Needs`.
    /// @return readable False if the token does not answer.
    function _gather(
        Movement memory movement,
        TokenConfig config,
        Facts memory f,
        uint256 needs
    ) private view returns (bool readable) {
        address token = movement.token;
        uint32 registry = config.registry();
        bool states = config.has(TokenFlags.WALLET_STATES);
        f.time = block.timestamp;
        f.paused = config.has(TokenFlags.PAUSED);
        readable = true;

        if (Changes.hasSender(movement.kind)) {
            address from = movement.from;
            uint256 balance = f.senderBalance;
            Record sender = _records[registry][from];
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
            Record receiver = _records[registry][to];
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
    }

    function _gatherCounts(address token, Facts memory f, bool ofSender, bool ofReceiver) private view {
        if (ofSender) f.senderCounts = _counts[token][f.sender.country()];
        if (ofReceiver) f.receiverCounts = _counts[token][f.receiver.country()];
        f.totals = _totals[token];
    }

    /// @dev Units in all wallets of an investor who has several: the one whose balance is known, and the others as the token tells.
    function _holding(
        address token,
        uint32 registry,
        address wallet,
        Record record,
        uint256 balance
    ) private view returns (bool readable, uint256 holding) {
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

    function _holds(address token, Record record) private view returns (bool) {
        uint256 investor = record.investor();
        return (_holders[token][investor / Shape.HOLDERS_PER_WORD] >> _holderBit(investor)) & 1 != 0;
    }

    function _holderBit(uint256 investor) private pure returns (uint256) {
        return 2 * (investor % Shape.HOLDERS_PER_WORD);
    }

    /* BOOKS */

    /// @dev Writes what an allowed movement changes. In most movements that is nothing.
    function _keepBooks(Movement memory m, TokenConfig config, Facts memory f, Change memory c) private {
        // A token that reports what never happened moves no record of an investor whom it has not made a holder, and none twice.
        if (c.empties && f.senderHolds) {
            _records[config.registry()][m.from] = f.sender.heldOneLess();
            if (c.ceases) _setHolder(m.token, config.registry(), f.sender, false);
        }
        if (c.fills && (c.becomes || f.receiver.wallets() > 1)) {
            _records[config.registry()][m.to] = f.receiver.heldOneMore();
            if (c.becomes) _setHolder(m.token, config.registry(), f.receiver, true);
        }
        if (c.ceases || c.becomes) _count(m.token, f, c);
        if (m.kind > Movements.BURN) _keepStates(m, f);
    }

    function _setHolder(address token, uint32 registry, Record record, bool holds) private {
        uint64 investor = record.investor();
        uint256 bit = 1 << _holderBit(investor);
        mapping(uint256 => uint256) storage words = _holders[token];
        uint256 index = investor / Shape.HOLDERS_PER_WORD;
        words[index] = holds ? words[index] | bit : words[index] & ~bit;
        if (record.wallets() > 1) {
            WalletList storage list = _wallets[registry][investor];
            if (holds) ++list.tokens;
            else if (list.tokens != 0) --list.tokens; // zero only if a hostile token has spoiled what `bind` copied
        }
    }

    function _count(address token, Facts memory f, Change memory c) private {
        uint256 from = f.sender.country();
        uint256 to = f.receiver.country();
        bool swap = c.ceases && c.becomes;
        if (swap && from == to) {
            // One takes the other's place: in the same lane nothing changes.
            if (f.sender.lane() == f.receiver.lane()) return;
            _counts[token][from] = _moved(f.senderCounts, f, true, true);
        } else {
            if (c.ceases) _counts[token][from] = _moved(f.senderCounts, f, true, false);
            if (c.becomes) _counts[token][to] = _moved(f.receiverCounts, f, false, true);
        }
        if (!swap || f.sender.lane() != f.receiver.lane()) _totals[token] = _moved(f.totals, f, c.ceases, c.becomes);
    }

    function _moved(Counts counts, Facts memory f, bool ceases, bool becomes) private pure returns (Counts) {
        if (ceases) counts = counts.minusOne(f.sender.lane());
        if (becomes) counts = counts.plusOne(f.receiver.lane());
        return counts;
    }
}
