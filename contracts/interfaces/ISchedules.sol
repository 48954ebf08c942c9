// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Which program is in force for a token
/// @notice A program takes effect by time. One that judges lots, reads meters or counts groups, only once what it needs is complete as well.
interface ISchedules {
    /// @param nextProgramId Takes effect at `effectiveFrom`, unix seconds.
    event ProgramScheduled(
        address indexed token,
        bytes32 indexed nextProgramId,
        uint48 effectiveFrom,
        address indexed caller
    );
    event ProgramCancelled(address indexed token, address program, uint48 effectiveFrom, address indexed caller);
    /// @notice The next program, in force since `effectiveFrom`, now stands in the place where it is read for less gas.
    event ProgramSettled(address indexed token, address program, uint48 effectiveFrom);

    /// @notice Holders must see a coming program for at least the token's notice.
    error NoticeTooShort(uint48 effectiveFrom, uint256 earliest);
    /// @notice A program waits already: cancel it first.
    error ProgramWaiting(address token, uint48 effectiveFrom);
    /// @notice No program waits.
    error NothingScheduled(address token);

    /// @notice Puts a program in force for `token` at `effectiveFrom`, unix seconds: not before now plus the token's notice.
    /// The first program of a token needs no notice, since nothing can have moved without one.
    /// @custom:access-control The token's authority, role rule author.
    function schedule(address token, bytes32 programId, uint48 effectiveFrom) external;

    /// @notice Withdraws the program that waits for `token`.
    /// @custom:access-control The token's authority, role guardian.
    function cancel(address token) external;

    /// @notice Moves a program that took effect to where movements read it for less gas. Anybody may; it changes no decision.
    function settle(address token) external;
}
