// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

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
