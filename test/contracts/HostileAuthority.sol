// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Witness} from "./Witness.sol";

/// @notice Says that every call needs a delay, and "consumes" whatever it is asked to; meanwhile it looks around and calls back.
contract HostileAuthority {
    Witness public immutable witness = new Witness();

    uint256 public immediate;
    uint256 public delay = 1;
    address public target;
    bytes public callback;

    /// @notice What the callback came to.
    bool public calledBack;
    bytes public answer;
    /// @notice What `isConsumingScheduledOp` said to this contract before and after the callback, and to another one.
    bytes4 public before;
    bytes4 public later;
    bytes4 public toWitness;

    /// @param immediate_ and `delay_` are what `canCall` answers, as whole words.
    function answerWith(uint256 immediate_, uint256 delay_) external {
        (immediate, delay) = (immediate_, delay_);
    }

    /// @notice What to call while consuming; once.
    function callBack(address target_, bytes calldata callback_) external {
        (target, callback) = (target_, callback_);
    }

    function canCall(address, address, bytes4) external view returns (uint256, uint256) {
        return (immediate, delay);
    }

    function consumeScheduledOp(address, bytes calldata) external {
        before = IAccessManaged(msg.sender).isConsumingScheduledOp();
        toWitness = witness.ask(msg.sender);
        address to = target;
        if (to != address(0)) {
            target = address(0);
            (calledBack, answer) = to.call(callback);
        }
        later = IAccessManaged(msg.sender).isConsumingScheduledOp();
    }

    /// @notice Poses as a target that consumes an operation of `manager`.
    function consumeAt(address manager, address caller, bytes calldata data) external {
        IAccessManager(manager).consumeScheduledOp(caller, data);
    }

    function isConsumingScheduledOp() external pure returns (bytes4) {
        return IAccessManaged.isConsumingScheduledOp.selector;
    }
}
