// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Answer, Finding} from "../types/Finding.sol";
import {Movement} from "../types/Movement.sol";

/// @title The decision
/// @notice One function decides. `check`, `checkMany`, `explain` and enforcement read its answer.
interface IEngine {
    /// @notice A movement by order or by operation of law was made, and the position book that the token's program names did not record it: it refused, or did
    /// not answer as it must. sender, receiver: investor numbers. Whoever keeps the book counts anew what they hold.
    event PositionNotRecorded(
        address indexed token,
        address indexed book,
        uint64 sender,
        uint64 receiver,
        uint256 amount
    );

    /// @notice A position book that was told of one movement made another one, before the first was written.
    error MovementReentered(address token);

    /// @notice Called by a token before each movement of its units: refuses it, or keeps the books.
    /// @dev Emits nothing but `PositionNotRecorded`: the token's own `Transfer` says what moved. Reverts with one of `IReasons`. Any contract may call it; it speaks of
    /// the caller's units only.
    /// @param kind One of `Movements`, of which settlement is reserved.
    /// @param spender Who called the token.
    /// @param from Zero for a mint.
    /// @param to Zero for a burn.
    /// @param amount Token units.
    /// @param fromBalance Units in `from` before the movement.
    /// @param toBalance Units in `to` before the movement.
    function onMovement(
        uint8 kind,
        address spender,
        address from,
        address to,
        uint256 amount,
        uint256 fromBalance,
        uint256 toBalance
    ) external;

    /// @notice Whether the movement would succeed now, and the first reason why not. Never reverts.
    /// @return allowed True iff the token's call of that kind, by an authorised caller, succeeds in this state.
    /// @return first The finding that enforcement reverts with; all zero if allowed. OpenZeppelin's ERC-20 judges two things before it asks:
    /// a zero address, which is an unknown wallet here, and the allowance, also while no program is in force.
    /// @return program The program in force; zero if none is.
    function check(
        Movement calldata movement
    ) external view returns (bool allowed, Finding memory first, address program);

    /// @notice `check` for many movements, of any tokens, each judged alone on the same state.
    function checkMany(Movement[] calldata movements) external view returns (Answer[] memory answers);

    /// @notice Every reason why the movement would be refused now; empty iff `check` allows it. Never reverts.
    /// @dev After a reason that leaves nothing to judge (an unknown wallet, say), the list ends.
    function explain(Movement calldata movement) external view returns (Finding[] memory findings, address program);

    /// @notice The engine's other half, which answers everything else, itself or through a third and a fourth.
    function admin() external view returns (address);
}
