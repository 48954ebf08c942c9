// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What the meter of one rule shows before the movement; one for each metered rule of a program, in its order.
/// @dev | kind             | used                                | beside                       | weights                                              |
///      | ---------------- | ----------------------------------- | ---------------------------- | ---------------------------------------------------- |
///      | mostOutflow…     | units within the window             |                              |                                                      |
///      | mostInflow       | units within the window             | the receiver's personal limit | toWeight 1: there is one                            |
///      | mostPurchasers   | purchasers within the window        |                              | toWeight 1: the receiver is none of them             |
///      | mostVenueVolume  | units of that venue today           |                              | toWeight 1: a venue has a part                       |
///      | mostGroupShare   | members' units × weight             | units of who is excluded     | of sender and receiver, basis points, 0: no member   |
/// @param fromBeside Of a group: 1 if the sender is excluded; toBeside: the receiver.
struct Reading {
    uint256 used;
    uint256 beside;
    uint256 fromWeight;
    uint256 toWeight;
    uint256 fromBeside;
    uint256 toBeside;
}

/// @notice What another contract answers that a rule asks, in its own unit. Refused, with zeros: it did not answer as it must.
struct PlugInAnswer {
    bool allowed;
    uint256 measured;
    uint256 limit;
}
