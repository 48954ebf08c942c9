// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IWeighbridge} from "./IWeighbridge.sol";

/// @title Deploys security tokens of one engine
/// @notice Has no owner and keeps no list. A token from this factory is a `SecurityToken` of `engine`, and its address tells who deployed it with
/// which parameters. In full, or as a clone: a clone runs the code of `implementation`, which never changes, and is cheaper to deploy and dearer
/// to use. The code of a full token comes with the call, since it would not fit in here; its hash is fixed.
interface ITokenFactory {
    /// @param deployer Who called `deploy` or `clone`; has no right over the token by that.
    event TokenDeployed(
        address indexed token,
        address indexed deployer,
        bytes32 indexed salt,
        string name,
        string symbol,
        uint8 decimals
    );

    /// @notice The creation code is not the token's. given, wanted: keccak256 of the code.
    error CreationCodeUnknown(bytes32 given, bytes32 wanted);
    /// @notice The same caller has deployed the same token with the same salt.
    error TokenExists(address token);

    /// @notice Deploys a token to the address that `predict` gives for the caller. Anybody may. Emits `TokenDeployed`.
    /// @param creationCode Of `SecurityToken`, without constructor arguments.
    /// @param initialAuthority The issuer's AccessManager: the only one under which the token can be admitted to a registry.
    function deploy(
        bytes calldata creationCode,
        bytes32 salt,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external returns (address token);

    /// @notice Deploys a clone to the address that `predictClone` gives for the caller. Anybody may. Emits `TokenDeployed`.
    function clone(
        bytes32 salt,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external returns (address token);

    /// @notice Where `deploy` puts the token if `deployer` calls it with the same arguments. Does not ask whether the code is the token's.
    function predict(
        address deployer,
        bytes calldata creationCode,
        bytes32 salt,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external view returns (address token);

    /// @notice Where `clone` puts the token if `deployer` calls it with the same arguments.
    function predictClone(
        address deployer,
        bytes32 salt,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external view returns (address token);

    /// @notice The engine of every token deployed here.
    function engine() external view returns (IWeighbridge);

    /// @notice The other half of every token deployed here: `ISecurityTokenSurfaces`.
    function surfaces() external view returns (address);

    /// @notice The token whose code the clones run; it has no name and is admitted nowhere.
    function implementation() external view returns (address);

    /// @notice keccak256 of the token's creation code.
    function creationCodeHash() external view returns (bytes32);
}
