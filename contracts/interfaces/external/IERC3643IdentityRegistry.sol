// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ERC-3643: what its clients ask the identity registry of a token
/// @notice Read-only. Every other function of that interface reverts with FunctionUnsupported: investors are enrolled at the engine, and have no
/// identity contracts, claim topics or claim issuers.
interface IERC3643IdentityRegistry {
    /// @notice Nothing behind this facade could answer or do that. selector: of the function called.
    error FunctionUnsupported(bytes4 selector);

    /// @notice Whether the token's registry knows the wallet.
    function contains(address wallet) external view returns (bool);

    /// @notice Whether the wallet may take part at all: `canReceive` of the token. What the rules ask of its evidence depends on the movement.
    function isVerified(address wallet) external view returns (bool);

    /// @notice ISO 3166 numeric; zero if the wallet is unknown or has none.
    function investorCountry(address wallet) external view returns (uint16);
}
