// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Weighbridge} from "../../contracts/Weighbridge.sol";
import {ProgramCode} from "../../contracts/records/ProgramCode.sol";
import {Counts} from "../../contracts/types/Counts.sol";
import {Facts} from "../../contracts/types/Facts.sol";
import {Finding} from "../../contracts/types/Finding.sol";
import {Movement} from "../../contracts/types/Movement.sol";
import {Record} from "../../contracts/types/Record.sol";
import {TokenConfig} from "../../contracts/types/TokenConfig.sol";
import {WalletList} from "../../contracts/types/WalletList.sol";
import {WalletState} from "../../contracts/types/WalletState.sol";

/// @notice Runs the engine, unchanged, on states that are written straight into its storage, and is the token as well: one call runs many
/// cases, each in a call to itself that always reverts with what came out, so that nothing leaks from one case into the next.
contract DifferentialHarness is Weighbridge {
    /// @notice One case, all words; after them come the bytes of the program. Balances are of the
    /// two wallets; elsewhere: of the last further wallet of each investor; tokens: held by each, as its list of wallets says.
    struct Case {
        uint256 kind;
        uint256 spender;
        uint256 from;
        uint256 to;
        uint256 amount;
        uint256 flags;
        uint256 sender;
        uint256 receiver;
        uint256 senderState;
        uint256 receiverState;
        uint256 senderBalance;
        uint256 receiverBalance;
        uint256 senderElsewhere;
        uint256 receiverElsewhere;
        uint256 allowance;
        uint256 supply;
        uint256 senderHolds;
        uint256 receiverHolds;
        uint256 senderCounts;
        uint256 receiverCounts;
        uint256 totals;
        uint256 tokens;
    }

    error NeverReturns();

    uint32 private constant REGISTRY = 1;
    uint256 private constant CASE_BYTES = 22 * 32;

    mapping(address => uint256) private _balances;
    uint256 private _supply;
    uint256 private _allowance;

    constructor() Weighbridge(address(0)) {}

    /* THE TOKEN */

    function balanceOf(address wallet) external view returns (uint256) {
        return _balances[wallet];
    }

    function totalSupply() external view returns (uint256) {
        return _supply;
    }

    function allowance(address, address) external view returns (uint256) {
        return _allowance;
    }

    /* THE RUNS */

    function time() external view returns (uint256) {
        return block.timestamp;
    }

    /// @param cases Each: the words of a `Case`, then the bytes of a program.
    function run(bytes[] calldata cases) external returns (bytes[] memory outcomes) {
        outcomes = new bytes[](cases.length);
        for (uint256 i = 0; i < cases.length; ++i) {
            Case memory c = abi.decode(cases[i], (Case));
            try this.one(c, cases[i][CASE_BYTES:]) {
                revert NeverReturns();
            } catch (bytes memory outcome) {
                outcomes[i] = outcome;
            }
        }
    }

    function one(Case calldata c, bytes calldata program) external {
        _write(c, ProgramCode.store(program, keccak256(program)));
        Movement memory movement = Movement(
            uint8(c.kind),
            address(this),
            address(uint160(c.spender)),
            address(uint160(c.from)),
            address(uint160(c.to)),
            c.amount
        );
        bytes memory answer = _answer(movement);
        bool enforced;
        bytes memory reason;
        (enforced, reason) = _enforce(movement, c);
        uint256 fits = enforced ? 1 : _fits(reason, movement);
        bytes memory outcome = bytes.concat(answer, abi.encode(fits), _after(c));
        assembly ("memory-safe") {
            revert(add(outcome, 0x20), mload(outcome))
        }
    }

    function _answer(Movement memory movement) private view returns (bytes memory) {
        (bool allowed, Finding memory first, ) = this.check(movement);
        (Finding[] memory all, ) = this.explain(movement);
        (Facts memory found, , ) = this.facts(movement);
        bytes memory list = abi.encode(all.length);
        for (uint256 i = 0; i < all.length; ++i) list = bytes.concat(list, abi.encode(all[i]));
        return bytes.concat(abi.encode(allowed, first), list, abi.encode(found));
    }

    function _enforce(Movement memory m, Case calldata c) private returns (bool, bytes memory) {
        // A token judges allowances itself, before it asks.
        if (m.kind == 0 && m.spender != address(0) && c.allowance < m.amount) {
            bytes4 selector = IERC20Errors.ERC20InsufficientAllowance.selector;
            return (false, abi.encodeWithSelector(selector, m.spender, c.allowance, m.amount));
        }
        uint256 fromBalance = m.kind == 1 ? 0 : c.senderBalance;
        uint256 toBalance = m.kind == 2 ? 0 : c.receiverBalance;
        address from = m.kind == 1 ? address(0) : m.from;
        address to = m.kind == 2 ? address(0) : m.to;
        try this.onMovement(m.kind, m.spender, from, to, m.amount, fromBalance, toBalance) {
            return (true, "");
        } catch (bytes memory reason) {
            return (false, reason);
        }
    }

    /// @return 2 if enforcement reverts exactly as `check` says, 0 otherwise.
    function _fits(bytes memory reason, Movement memory movement) private view returns (uint256) {
        (, Finding memory first, ) = this.check(movement);
        bytes memory expected =
            first.reason == IERC20Errors.ERC20InsufficientAllowance.selector
                ? abi.encodeWithSelector(first.reason, first.subject, first.measured, first.limit)
                : abi.encodeWithSelector(first.reason, first.rule, first.subject, first.measured, first.limit);
        return keccak256(reason) == keccak256(expected) ? 2 : 0;
    }

    function _after(Case calldata c) private view returns (bytes memory) {
        Record sender = Record.wrap(c.sender);
        Record receiver = Record.wrap(c.receiver);
        address from = address(uint160(c.from));
        address to = address(uint160(c.to));
        return
            abi.encode(
                _records[REGISTRY][from],
                _records[REGISTRY][to],
                _bit(sender),
                _bit(receiver),
                _counts[address(this)][sender.country()],
                _counts[address(this)][receiver.country()],
                _totals[address(this)],
                _walletStates[address(this)][from],
                _walletStates[address(this)][to],
                _wallets[REGISTRY][sender.investor()].tokens,
                _wallets[REGISTRY][receiver.investor()].tokens
            );
    }

    function _bit(Record record) private view returns (bool) {
        uint256 investor = record.investor();
        return (_holders[address(this)][investor / 128] >> (2 * (investor % 128))) & 1 != 0;
    }

    function _write(Case calldata c, address program) private {
        address from = address(uint160(c.from));
        address to = address(uint160(c.to));
        Record sender = Record.wrap(c.sender);
        Record receiver = Record.wrap(c.receiver);
        _tokens[address(this)] = TokenConfig.wrap(uint160(program) | (uint256(REGISTRY) << 160) | (c.flags << 240));
        _writeParty(to, receiver, from, c.receiverElsewhere, c.receiverBalance, c.tokens);
        _writeParty(from, sender, to, c.senderElsewhere, c.senderBalance, c.tokens);
        _walletStates[address(this)][to] = WalletState.wrap(c.receiverState);
        _walletStates[address(this)][from] = WalletState.wrap(c.senderState);
        if (c.senderHolds != 0) _hold(sender);
        if (c.receiverHolds != 0) _hold(receiver);
        _counts[address(this)][receiver.country()] = Counts.wrap(c.receiverCounts);
        _counts[address(this)][sender.country()] = Counts.wrap(c.senderCounts);
        _totals[address(this)] = Counts.wrap(c.totals);
        _supply = c.supply;
        _allowance = c.allowance;
    }

    function _writeParty(
        address wallet,
        Record record,
        address opposite,
        uint256 elsewhere,
        uint256 balance,
        uint256 tokens
    ) private {
        _records[REGISTRY][wallet] = record;
        _balances[wallet] = balance;
        uint256 count = record.wallets();
        if (count < 2) return;
        WalletList storage list = _wallets[REGISTRY][record.investor()];
        list.tokens = uint32(tokens);
        list.setWallet(0, wallet);
        bool same = _records[REGISTRY][opposite].investor() == record.investor() && opposite != wallet;
        for (uint256 i = 1; i < count; ++i) {
            bool isOpposite = same && i == 1;
            address other = isOpposite ? opposite : address(uint160(uint256(keccak256(abi.encode(wallet, i)))));
            list.setWallet(i, other);
            if (i == count - 1 && !isOpposite) _balances[other] = elsewhere;
        }
    }

    function _hold(Record record) private {
        uint256 investor = record.investor();
        _holders[address(this)][investor / 128] |= 1 << (2 * (investor % 128));
    }
}
