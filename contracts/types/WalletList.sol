// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The wallets of an investor who has several, and how many tokens the investor holds.
/// @dev Slot 0: first (160), tokens (32), the rest zero; then one slot for each further wallet. All zero for who has one wallet: there the
/// record's `tokensHeld` says how many tokens. How many wallets there are is in each record.
/// @param tokens Tokens of the registry of which any of the wallets has a balance.
struct WalletList {
    address first;
    uint32 tokens;
    address[7] others;
}

using WalletListLibrary for WalletList global;

library WalletListLibrary {
    /// @notice Most wallets of one investor.
    uint256 internal constant MOST = 8;

    /// @dev `index` is below the number of wallets, at most 8.
    function walletAt(WalletList storage list, uint256 index) internal view returns (address) {
        return index == 0 ? list.first : list.others[index - 1];
    }

    function setWallet(WalletList storage list, uint256 index, address wallet) internal {
        if (index == 0) list.first = wallet;
        else list.others[index - 1] = wallet;
    }
}
