// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice One pledge. Holder and pledgee are accounts, which follow their wallets through recoveries.
/// @param units Token units; zero: there is no such hold.
struct HoldEntry {
    uint64 holder;
    uint64 pledgee;
    uint112 units;
    bytes32 purpose;
}

/// @notice For whom holds are kept: a wallet, or after a recovery the account that the replacement had before.
/// @param next Zero: `wallet` has it.
struct Account {
    address wallet;
    uint64 next;
}
