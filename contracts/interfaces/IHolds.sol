// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

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

    /// @notice There is no such hold, or it was released.
    error HoldUnknown(uint256 id);
    /// @notice A hold binds at least one unit.
    error HoldEmpty();
    /// @notice A pledge is in favour of another investor, and not of a suspense account.
    error PledgeeInvalid(address pledgee);
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

    /// @notice The same by a document, as the order of a court: for a pledgee who is gone, or whose right has ended. One account files it
    /// (`IOrders.fileOrder`), another executes it.
    /// @param instrument Hash of the document, not zero.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed the order.
    function releaseHoldByOrder(uint256 id, bytes32 instrument) external;

    /// @notice A hold as it is now, after all recoveries; all zero: there is none.
    function holdOf(uint256 id) external view returns (address holder, address pledgee, uint256 units, bytes32 purpose);

    /// @notice Token units of `wallet` that are pledged.
    function heldUnits(address wallet) external view returns (uint256 units);
}
