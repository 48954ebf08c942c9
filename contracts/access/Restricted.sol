// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AuthorityUtils} from "@openzeppelin/contracts/access/manager/AuthorityUtils.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @title Asks an authority whether the caller may call this function
/// @notice OpenZeppelin's AccessManaged for a contract that answers to several authorities and keeps none of them itself.
/// @dev No constructor and no storage, so that it also runs by delegatecall. What AccessManaged keeps as a flag is here the address that is
/// being asked, in transient storage: an authority that consumes an operation of its own learns nothing about those of another.
abstract contract Restricted {
    /// @dev The authority that is being asked to consume a delayed operation; zero outside of that call.
    address private transient _asked;

    /// @notice Asked by an AccessManager while it consumes a delayed operation.
    /// @return selector Of this function, for the authority that is being asked; zero for everybody else.
    function isConsumingScheduledOp() public view virtual returns (bytes4 selector) {
        return msg.sender == _asked ? IAccessManaged.isConsumingScheduledOp.selector : bytes4(0);
    }

    /// @dev Passes if `authority` lets the caller call this function now, or had it scheduled and its time has come; reverts otherwise.
    /// Call it from external functions only, and before any of their effects: an authority is a foreign contract. `authority` has code:
    /// an address without any lets nobody pass, since its answer is empty.
    function _checkRestricted(address authority) internal {
        (bool immediate, uint32 delay) = AuthorityUtils.canCallWithDelay(authority, msg.sender, address(this), msg.sig);
        if (immediate) return;
        if (delay == 0) revert IAccessManaged.AccessManagedUnauthorized(msg.sender);
        address outer = _asked; // an authority may call back into another restricted function of this contract
        _asked = authority;
        IAccessManager(authority).consumeScheduledOp(msg.sender, msg.data);
        _asked = outer;
    }
}
