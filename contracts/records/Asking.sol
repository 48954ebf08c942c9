// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Changes} from "../rules/Changes.sol";
import {Facts} from "../types/Facts.sol";
import {Findings} from "../types/Finding.sol";
import {Movements, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {Gathering} from "./Gathering.sol";
import {TokenReads} from "./TokenReads.sol";

/// @title What the views read beside what a movement does
/// @dev Nobody moves anything: the token is asked what it would have told.
abstract contract Asking is Gathering {
    /// @dev Reads from the token what enforcement is told by it.
    /// @return readable False if the token does not answer.
    function _askToken(Movement memory movement, Facts memory f) internal view returns (bool readable) {
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

    /// @dev What `facts` answers.
    function _everything(Movement memory m) internal view returns (Facts memory found, address program, bool readable) {
        TokenConfig config;
        (config, program) = _identify(m);
        if (program == address(0)) return (found, program, true);
        readable = _askToken(m, found) && _gather(m, config, found, type(uint256).max);
        if (readable) (readable, found.supply) = TokenReads.totalSupply(m.token);
        if (found.sender.isKnown()) found.senderHolds = _holds(m.token, found.sender);
        if (found.receiver.isKnown()) found.receiverHolds = _holds(m.token, found.receiver);
        Program loaded = ProgramLibrary.load(program);
        _gatherCounts(m.token, config, loaded, found, found.sender.isKnown(), found.receiver.isKnown());
    }

    /// @dev A party that the kind does not have is nobody.
    function _stripped(Movement calldata asked) internal pure returns (Movement memory movement) {
        movement = asked;
        if (!Changes.hasSender(movement.kind)) movement.from = address(0);
        if (!Changes.hasReceiver(movement.kind)) movement.to = address(0);
    }

    function _addUnidentified(Movement memory movement, Findings memory found) internal pure {
        bool unsupported = !_isWeighed(movement.kind);
        bytes4 reason = unsupported ? IReasons.KindUnsupported.selector : IReasons.ProgramMissing.selector;
        (uint256 measured, uint256 limit) = unsupported ? (movement.kind, Movements.LAST) : (0, 0);
        found.add(reason, Shape.BUILT_IN_RULE, uint160(movement.token), measured, limit);
    }

    function _addUnreadable(Movement memory movement, Findings memory found) internal pure {
        found.add(IReasons.TokenUnreadable.selector, Shape.BUILT_IN_RULE, uint160(movement.token), 0, 0);
    }
}
