// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Tokens that had holders before they were admitted
/// @notice Nothing of such a token moves until every wallet that has units is in the books.
/// @custom:access-control The authority of the token's registry, by the selector of `seed`.
interface IImports {
    /// @notice The token was admitted with units in existence, and waits for its holders.
    event ImportStarted(address indexed token, uint32 indexed registry, uint256 supply);
    /// @notice A wallet's units are in the books.
    event HolderSeeded(address indexed token, address indexed wallet, uint256 units);
    /// @notice All units are in the books: from now on the token's program decides.
    event TokenImported(address indexed token, uint256 supply);

    /// @notice The token had no holders when it was admitted, or all of them are in the books.
    error TokenNotImporting(address token);
    /// @notice Each wallet is seeded once.
    error WalletSeeded(address token, address wallet);
    /// @notice The wallet has no units of the token.
    error WalletEmpty(address token, address wallet);
    /// @notice The token does not answer `balanceOf(wallet)` with one word, or with more than 2**112 - 1.
    error BalanceUnreadable(address token, address wallet);
    /// @notice The balances that the token has told are more than the supply that it tells: one of them is wrong.
    error SeededAboveSupply(address token, uint256 seeded, uint256 supply);

    /// @notice Puts wallets of a token that is being imported into the books, each with the balance that the token tells now, as a movement to
    /// the wallet would. Emits `HolderSeeded` for each, and `TokenImported` once the seeded units are the supply that the token tells now.
    /// @dev The import ends in no other way. What the token moves meanwhile without asking makes the sums differ; then the token cannot be
    /// imported, and stays as it is: nothing moves.
    /// @param wallets Each is recorded in the token's registry, has units, and was not seeded before; none: looks at the supply once more.
    function seed(address token, address[] calldata wallets) external;

    /// @notice How far the import of a token has come.
    /// @return importing Whether it goes on.
    /// @return seeded Units in the books when it ended, or now.
    /// @return supply Units in existence as the token said last; 0: it had no holders.
    function importState(address token) external view returns (bool importing, uint256 seeded, uint256 supply);

    /// @notice Whether the wallet's units are among the seeded ones.
    function isSeeded(address token, address wallet) external view returns (bool);
}
