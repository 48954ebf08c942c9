// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Counts} from "../types/Counts.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {WalletState} from "../types/WalletState.sol";

/// @title What the engine keeps for each token
/// @notice The engine takes a token's word for the token's own state: pausing and freezing are called by the token, which asks its authority.
interface ITokens {
    event TokenAdmitted(address indexed token, uint32 indexed registry, address indexed authority, uint32 notice);
    event TokenAuthoritySet(address indexed token, address oldAuthority, address newAuthority);
    event PausedSet(address indexed token, bool paused);
    /// @notice Units of one wallet that may not leave.
    event FrozenUnitsSet(address indexed token, address indexed wallet, uint256 oldUnits, uint256 newUnits);
    event WalletFrozenSet(address indexed token, address indexed wallet, bool frozen);

    /// @notice The token is not admitted to any registry.
    error TokenUnknown(address token);
    /// @notice The token does not name this authority as the one to be admitted under; named: the one that it names, zero if it names none.
    error AuthorityNotNamed(address token, address authority, address named);
    /// @notice A token joins one registry, once.
    error TokenAlreadyAdmitted(address token, uint32 registry);
    /// @notice The token does not answer `totalSupply()` with one word.
    error SupplyUnreadable(address token);
    error UnitsAboveCapacity(uint256 units, uint256 most);

    /// @notice Admits `token` to `registry`. Emits `TokenAdmitted`; if there are units already, `ImportStarted` too: then nothing moves until
    /// all holders are in the books (`IImports`).
    /// @param authority The issuer's AccessManager: who may act for the token. It is the one that the token names as `initialAuthority`.
    /// @param notice Least seconds between scheduling a further program and its effect; never changes.
    /// @custom:access-control The registry's authority, and the token's if it is another one.
    function admit(uint32 registry, address token, address authority, uint32 notice) external;

    /// @notice Hands the token to another authority. Emits `TokenAuthoritySet`.
    /// @custom:access-control The token's authority.
    function setTokenAuthority(address token, address authority) external;

    /// @notice Called by the token.
    function setPaused(bool paused) external;

    /// @notice Called by the token. `units` replaces the number before; it may exceed the balance.
    function setFrozenUnits(address wallet, uint256 units) external;

    /// @notice Called by the token.
    function setWalletFrozen(address wallet, bool frozen) external;

    function tokenConfig(address token) external view returns (TokenConfig);

    /// @notice Who says who may act for the token; zero if it is unknown.
    function tokenAuthority(address token) external view returns (address);

    function walletState(address token, address wallet) external view returns (WalletState);

    /// @notice Whether the investor is counted as a holder of the token.
    function isHolder(address token, uint64 investor) external view returns (bool);

    /// @notice Holders per lane who reside in `country`, ISO 3166 numeric.
    function counts(address token, uint16 country) external view returns (Counts);

    /// @notice Holders per lane, in all countries.
    function totals(address token) external view returns (Counts);
}
