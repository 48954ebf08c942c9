// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Movements without the holder's will, by two accounts
/// @notice One account files an order, another executes it. An order is the call that executes it: function and arguments, encoded as they will be
/// sent. Forced transfers have `fileInstrument` instead, which other standards can use.
/// @dev Contracts count accounts, not persons: that two keys are in two hands is for who grants the role. Both call the token itself, not through their
/// AccessManager, which does not say who asks it.
interface IOrders {
    /// @param order The call, as bytes; `id` is their hash.
    event OrderFiled(address indexed filer, bytes32 indexed id, bytes order);
    event OrderWithdrawn(address indexed caller, bytes32 indexed id);
    /// @param cause One of `Causes`.
    event Transmitted(
        address indexed caller,
        address indexed from,
        address indexed to,
        uint256 amount,
        uint8 cause,
        bytes32 instrument
    );
    event LicenceUsed(
        address indexed caller,
        address indexed from,
        address indexed to,
        uint256 amount,
        bytes32 licence
    );

    /// @notice Nobody filed exactly this call, or it was executed already.
    error OrderNotFiled(bytes32 id);
    /// @notice Why units pass is one of the causes from 1 to `last`.
    error CauseUnknown(uint8 cause, uint8 last);

    /// @notice Files an order, once to be executed by another account. Emits `OrderFiled`. Filing it again makes the caller its filer.
    /// @param order The call of the token that executes it: `transmit`, `batchTransmit`, `licensedTransfer`, `forcedTransferToSuspense`,
    /// `transmitToSuspense`, `releaseFromSuspense` or `releaseHoldByOrder`.
    /// @custom:access-control The token's authority, role transfer agent.
    function fileOrder(bytes calldata order) external;

    /// @notice Takes back what was filed, by whomever. Emits `OrderWithdrawn`.
    /// @custom:access-control The token's authority, role transfer agent.
    function withdrawOrder(bytes calldata order) external;

    /// @notice Moves units to whom they pass without a sale: by gift, inheritance, divorce, merger, operation of law, to a trust. Emits `Transfer`,
    /// `ControllerTransfer` and `Transmitted`.
    /// @dev No rule is judged; pause, blocks, freezes and pledges stand against it, and the receiver is registered.
    /// @param cause One of `Causes`.
    /// @param instrument Hash of the document that shows it, not zero.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed the order.
    function transmit(address from, address to, uint256 amount, uint8 cause, bytes32 instrument) external;

    /// @notice As `transmit`, in order, all or none, for one cause and by one document: an estate with several heirs, a merger. One order.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed the order.
    function batchTransmit(
        address[] calldata fromList,
        address[] calldata toList,
        uint256[] calldata amounts,
        uint8 cause,
        bytes32 instrument
    ) external;

    /// @notice Moves units that are blocked, as a licence of the authority permits. Emits `Transfer`, `ControllerTransfer` and `LicenceUsed`.
    /// @dev As a forced transfer, but blocks do not stand against it.
    /// @param licence Hash of the licence, not zero.
    /// @custom:access-control The token's authority, role transfer agent; another account than the one that filed the order.
    function licensedTransfer(address from, address to, uint256 amount, bytes32 licence) external;

    /// @notice Who filed this order; zero: nobody, or it is used up.
    function filerOf(bytes calldata order) external view returns (address filer);
}
