// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Counts} from "./Counts.sol";
import {Record} from "./Record.sol";
import {Seeding} from "./Seeding.sol";
import {WalletState} from "./WalletState.sol";

/// @notice Everything that a decision reads, before the movement. A party that the kind does not have is all zero.
/// @dev Enforcement fills in only what the program and the movement need; `facts` fills in all of it. Either way the decision is the same.
/// @param time Unix seconds.
/// @param importing How far the import has come; zero unless the token is being imported.
/// @param senderBalance Units in the wallet; senderHolding: units in all wallets of the investor.
/// @param allowance What the spender may still move of the sender's; zero where there is no spender.
/// @param senderHolds The holder bit: the investor is counted as a holder of the token.
/// @param senderCounts Holders per lane in the sender's country.
/// @param totals Holders per lane in all countries.
struct Facts {
    uint256 time;
    bool paused;
    Seeding importing;
    Record sender;
    Record receiver;
    WalletState senderState;
    WalletState receiverState;
    uint256 senderBalance;
    uint256 receiverBalance;
    uint256 senderHolding;
    uint256 receiverHolding;
    uint256 allowance;
    uint256 supply;
    bool senderHolds;
    bool receiverHolds;
    Counts senderCounts;
    Counts receiverCounts;
    Counts totals;
}
