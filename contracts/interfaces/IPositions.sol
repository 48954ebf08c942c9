// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A movement of a product, as the engine tells it.
/// @param token The product.
/// @param judged Whether rules judge the movement; by order, or by operation of law, it is only recorded.
/// @param sender Investor's number in the book's registry; 0: there is none. @param receiver Likewise. They differ.
/// @param senderHolding Units in all wallets before the movement. @param receiverHolding Likewise.
/// @param amount Token units. @param time Unix seconds; 0: now.
struct PositionMove {
    address token;
    bool judged;
    uint64 sender;
    uint64 receiver;
    uint256 senderHolding;
    uint256 receiverHolding;
    uint256 amount;
    uint256 time;
}

/// @notice What a book says of a movement.
/// @param subject Whose position stands against it; 0: nobody's, the book does not know the product.
/// @param measured After the movement, in millionths of a contract. @param limit For that person and side, at that time, inclusive.
struct PositionAnswer {
    bool allowed;
    uint64 subject;
    uint256 measured;
    uint256 limit;
}

/// @title What the engine asks and tells a position book
/// @notice One function decides for both. A book refuses increases only, and only of movements that are judged.
interface IPositions {
    /// @notice Reverts if not called by the engine of the book.
    error EngineOnly(address caller);
    /// @notice Of one product a person has, or to one person are attributed, more lots than a book counts; of a group lots is one more than it counts.
    error LotsAboveCapacity(address token, uint64 investor, uint256 lots, uint256 most);

    /// @notice Whether the movement would be let pass, as `move` would answer.
    function weigh(PositionMove calldata movement) external view returns (PositionAnswer memory);

    /// @notice Records the movement if it is let pass, and nothing otherwise. The engine's own time counts, not `movement.time`.
    /// @custom:access-control The engine.
    function move(PositionMove calldata movement) external returns (PositionAnswer memory);

    /// @notice Which amounts pass from 1 on, whatever `movement.amount` is. `most` 0: none.
    function room(PositionMove calldata movement) external view returns (uint256 most);
}
