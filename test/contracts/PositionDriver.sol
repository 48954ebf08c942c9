// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPositionBook} from "../../contracts/interfaces/IPositionBook.sol";
import {PositionFinding} from "../../contracts/interfaces/IPositionViews.sol";
import {PositionAnswer, PositionMove} from "../../contracts/interfaces/IPositions.sol";
import {Record, RecordLibrary} from "../../contracts/types/Record.sol";
import {TokenConfig, TokenConfigLibrary} from "../../contracts/types/TokenConfig.sol";

/// @notice Balances that a driver writes.
contract DrivenToken {
    error NotDriver(address caller);

    address private immutable _driver = msg.sender;
    mapping(address wallet => uint256) public balanceOf;

    function set(address wallet, uint256 units) external {
        if (msg.sender != _driver) revert NotDriver(msg.sender);
        balanceOf[wallet] = units;
    }
}

/// @notice Stands where a book's engine stands: every investor has the wallet of its own number, and whatever moves, moves as it is told.
contract PositionDriver {
    uint32 public constant REGISTRY = 1;

    /// @param kind 0: moves, judged; 1: moves by order; 2: the sender's holding becomes `amount`, and nobody tells the book; 3: the sender is counted anew.
    struct Operation {
        uint8 kind;
        uint8 token;
        uint64 sender;
        uint64 receiver;
        uint256 amount;
    }

    /// @param refused The call itself reverted, with this selector.
    struct Outcome {
        PositionAnswer answer;
        PositionFinding[] findings;
        bytes4 refused;
    }

    /// @notice What was asked is not what was answered then.
    error AnswersDiffer(PositionMove move);

    event Done(Outcome[] outcomes);

    DrivenToken[] public tokens;

    constructor(uint256 count) {
        for (uint256 i = 0; i < count; ++i) tokens.push(new DrivenToken());
    }

    function tokenConfig(address) external pure returns (TokenConfig) {
        return TokenConfigLibrary.make(REGISTRY);
    }

    function record(uint32, address wallet) external pure returns (Record) {
        return RecordLibrary.make(uint64(uint160(wallet)), 1, 0);
    }

    function walletsOf(uint32, address wallet) external pure returns (address[] memory wallets) {
        wallets = new address[](1);
        wallets[0] = wallet;
    }

    function run(IPositionBook book, Operation[] calldata operations, bool asks) external {
        Outcome[] memory outcomes = new Outcome[](operations.length);
        for (uint256 i = 0; i < operations.length; ++i) _do(book, operations[i], outcomes[i], asks);
        emit Done(outcomes);
    }

    function _do(IPositionBook book, Operation calldata o, Outcome memory outcome, bool asks) private {
        DrivenToken token = tokens[o.token];
        if (o.kind == 2) return token.set(_walletOf(o.sender), o.amount);
        if (o.kind == 3) {
            address[] memory wallets = new address[](1);
            wallets[0] = _walletOf(o.sender);
            return book.sync(address(token), wallets);
        }
        uint256 ofSender = o.sender == 0 ? 0 : token.balanceOf(_walletOf(o.sender));
        uint256 ofReceiver = o.receiver == 0 ? 0 : token.balanceOf(_walletOf(o.receiver));
        PositionMove memory move = PositionMove(
            address(token),
            o.kind == 0,
            o.sender,
            o.receiver,
            ofSender,
            ofReceiver,
            o.amount,
            block.timestamp
        );
        if (asks) {
            outcome.findings = book.explainMove(move);
            PositionAnswer memory asked = book.weigh(move);
            outcome.answer = book.move(move);
            if (keccak256(abi.encode(asked)) != keccak256(abi.encode(outcome.answer))) revert AnswersDiffer(move);
        } else {
            try book.move(move) returns (PositionAnswer memory answer) {
                outcome.answer = answer;
            } catch (bytes memory data) {
                outcome.refused = bytes4(data);
            }
        }
        if (!outcome.answer.allowed) return;
        if (o.sender != 0) token.set(_walletOf(o.sender), ofSender - o.amount);
        if (o.receiver != 0) token.set(_walletOf(o.receiver), ofReceiver + o.amount);
    }

    function _walletOf(uint64 investor) private pure returns (address) {
        return address(uint160(investor));
    }
}
