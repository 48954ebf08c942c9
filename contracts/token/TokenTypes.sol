// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A document of a token.
/// @param modified When it was set last, unix seconds; zero: there is none.
struct Document {
    string uri;
    bytes32 documentHash;
    uint256 modified;
}

/// @notice The document that orders one coming forced movement, and who filed it.
struct Filing {
    bytes32 instrument;
    address filer;
}

/// @notice A recovery that was announced for a wallet.
/// @param replacement Zero: none is announced.
/// @param readyAt First second at which it may be executed, unix seconds.
/// @param wasFrozen The whole wallet was frozen before, or has been since, for another reason than the lost key.
struct RecoveryEntry {
    address replacement;
    uint48 readyAt;
    bool wasFrozen;
    bytes32 instrument;
}

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
