// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IWeighbridge} from "./IWeighbridge.sol";
import {IERC1404} from "./external/IERC1404.sol";
import {IERC1643} from "./external/IERC1643.sol";
import {IERC3643} from "./external/IERC3643.sol";
import {IERC7943Fungible} from "./external/IERC7943Fungible.sol";

/// @title What a security token answers to the clients of other standards
/// @notice Each function stands for one of `ISecurityToken` or of the engine, and decides nothing of its own. A token answers them all.
interface ISecurityTokenSurfaces is IERC7943Fungible, IERC1404, IERC1643, IERC3643 {
    /// @notice The document for one coming forced movement was named, or withdrawn.
    /// @param filer Who called the token; another account executes it.
    event InstrumentFiled(
        address indexed filer,
        address indexed from,
        address indexed to,
        uint256 amount,
        bytes32 instrument
    );

    /// @notice The engine must be a contract.
    error EngineInvalid(address engine);

    /// @notice More units were to be released than are frozen.
    error UnfreezeAboveFrozen(address wallet, uint256 units, uint256 frozen);
    /// @notice The lists of a batch are not of one length.
    error LengthsDiffer(uint256 first, uint256 other);
    /// @notice A document has a name that is not zero, and an address where it is found.
    error DocumentInvalid(bytes32 name);
    /// @notice The token has no document of that name.
    error DocumentUnknown(bytes32 name);

    /// @notice Names the document that orders a forced movement of `amount` units. Another account executes it.
    /// @dev It serves one movement, from exactly this wallet to that, of exactly so many units, and replaces what was filed for it before. Emits
    /// `InstrumentFiled`. Reverts with CallerUnnamed if the authority calls for somebody.
    /// @param instrument Hash of the document; zero withdraws what was filed.
    /// @custom:access-control The token's authority, role transfer agent.
    function fileInstrument(address from, address to, uint256 amount, bytes32 instrument) external;

    /// @notice Puts code where `identityRegistry` and `compliance` are, so that clients of ERC-3643 find them. Anybody may, once.
    /// @dev Emits `IdentityRegistryAdded` and `ComplianceAdded`.
    function openFacades() external;

    /// @notice The instrument that is filed for this movement; zero: none.
    function filedInstrument(address from, address to, uint256 amount) external view returns (bytes32 instrument);

    function engine() external view returns (IWeighbridge);

    /// @notice The third part of a token: what answers `ISecurityTokenOrders`.
    function orders() external view returns (address);
}
