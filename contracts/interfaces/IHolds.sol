// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Finding} from "../types/Finding.sol";

/// @title Holds: units that a holder has pledged
/// @notice A hold binds units of one wallet in favour of another wallet. They leave it by no movement but a recovery, with which the hold goes, until
/// the pledgee releases them. Holder and pledgee are followed through recoveries of their wallets.
interface IHolds {
    /// @param id From 1, in sequence.
    event HoldPlaced(
        uint256 indexed id,
        address indexed holder,
        address indexed pledgee,
        uint256 units,
        bytes32 purpose
    );
    /// @param instrument Zero: the pledgee released it.
    event HoldReleased(
        uint256 indexed id,
        address indexed holder,
        address indexed pledgee,
        uint256 units,
        bytes32 instrument
    );

    /// @notice The pledgee released part of it. units: that are free now; left: that stay bound.
    event HoldReduced(uint256 indexed id, address indexed holder, address indexed pledgee, uint256 units, uint256 left);
    /// @notice The pledgee passed units to `to`; `Transfer` follows. left: units that stay bound.
    event HoldEnforced(
        uint256 indexed id,
        address indexed holder,
        address indexed pledgee,
        address to,
        uint256 units,
        uint256 left
    );

    /// @notice There is no such hold, or it was released.
    error HoldUnknown(uint256 id);
    /// @notice A hold binds at least one unit.
    error HoldEmpty();
    /// @notice A pledge is in favour of another investor, and not of a suspense account.
    error PledgeeInvalid(address pledgee);
    /// @notice Of a hold at least one unit, and at most all, `most`, are let go of or passed on.
    error HoldUnitsOutOfRange(uint256 id, uint256 units, uint256 most);
    /// @notice What `undoneEnforcement` always reverts with, if the hold is there and has so many units.
    error EnforcementUndone(Finding[] findings);
    /// @notice Only the pledgee releases a hold.
    error PledgeeOnly(uint256 id, address pledgee);

    /// @notice Pledges units of the caller's wallet to `pledgee`. Emits `HoldPlaced`; the engine `HeldUnitsSet`.
    /// @dev Reverts with the reason of `IReasons` for which the units could not pass to the pledgee by transmission now: pause, unknown wallet, block,
    /// freezes, free units. No rule is judged: nothing changes hands.
    /// @param units Token units, at least 1.
    /// @param purpose What the two agreed on, by hash or number; may be zero.
    /// @return id Of the hold.
    function hold(address pledgee, uint256 units, bytes32 purpose) external returns (uint256 id);

    /// @notice Frees the units. The pledgee calls it, from a wallet that is not frozen as a whole. Emits `HoldReleased`; the engine `HeldUnitsSet`.
    /// @dev Reverts with InvestorBlocked while holder or pledgee is blocked.
    function releaseHold(uint256 id) external;

    /// @notice The same of part of the units; all: as `releaseHold`. Emits `HoldReduced`, or `HoldReleased`; the engine `HeldUnitsSet`.
    /// @param units Token units, 1 to all of the hold.
    function releasePart(uint256 id, uint256 units) external;

    /// @notice Passes units of the hold to `to`, as an agreement between the two lets the pledgee do. The pledgee calls it, from a wallet that is not
    /// frozen as a whole; the hold keeps the rest. Emits `HoldEnforced` and `Transfer`; the engine `HeldUnitsSet`.
    /// @dev The engine judges and books a transfer from the holder with the pledgee as spender: every rule binds, blocks, pauses and freezes stop it. No
    /// allowance is asked for or used. Reverts with `InvestorBlocked` while the pledgee is blocked, and as a transfer does.
    /// @param to Who receives, or buys; perhaps the pledgee. @param units Token units, 1 to all of the hold.
    function enforceHold(uint256 id, address to, uint256 units) external;

    /// @notice Everything that stands against `enforceHold` now, in order: none if and only if the pledgee's call succeeds.
    /// @dev No view, and to be called as one: it does what the call does, asks the engine, and undoes it. Reverts with `HoldUnknown` and `HoldUnitsOutOfRange`.
    function explainEnforcement(uint256 id, address to, uint256 units) external returns (Finding[] memory findings);

    /// @notice What `explainEnforcement` calls to learn it. Always reverts.
    function undoneEnforcement(uint256 id, address to, uint256 units) external;

    /// @notice Frees all units of a hold by a document, as the order of a court: for a pledgee who is gone, or whose right has ended. One account files it
    /// (`IOrders.fileOrder`), another executes it.
    /// @param instrument Hash of the document, not zero.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed the order.
    function releaseHoldByOrder(uint256 id, bytes32 instrument) external;

    /// @notice A hold as it is now, after all recoveries; all zero: there is none.
    function holdOf(uint256 id) external view returns (address holder, address pledgee, uint256 units, bytes32 purpose);

    /// @notice Token units of `wallet` that are pledged.
    function heldUnits(address wallet) external view returns (uint256 units);
}
