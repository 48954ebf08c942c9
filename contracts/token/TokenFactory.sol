// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ITokenFactory} from "../interfaces/ITokenFactory.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";

/// @title Deploys security tokens of one engine
contract TokenFactory is ITokenFactory {
    /// @inheritdoc ITokenFactory
    IWeighbridge public immutable engine;
    /// @inheritdoc ITokenFactory
    address public immutable surfaces;
    /// @inheritdoc ITokenFactory
    address public immutable implementation;
    /// @inheritdoc ITokenFactory
    bytes32 public immutable creationCodeHash;

    /// @param implementation_ A `SecurityToken`: whoever trusts this factory has checked its code, as the hash. It says which engine.
    constructor(ISecurityToken implementation_, bytes32 creationCodeHash_) {
        engine = implementation_.engine();
        surfaces = implementation_.surfaces();
        implementation = address(implementation_);
        creationCodeHash = creationCodeHash_;
    }

    /// @inheritdoc ITokenFactory
    function deploy(
        bytes calldata creationCode,
        bytes32 salt,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external returns (address token) {
        bytes32 given = keccak256(creationCode);
        if (given != creationCodeHash) revert CreationCodeUnknown(given, creationCodeHash);
        bytes memory initCode = _initCode(creationCode, initialAuthority, name, symbol, decimals);
        bytes32 boundSalt = _boundSalt(msg.sender, salt);
        token = Create2.computeAddress(boundSalt, keccak256(initCode));
        if (token.code.length != 0) revert TokenExists(token);
        Create2.deploy(0, boundSalt, initCode);
        emit TokenDeployed(token, msg.sender, salt, name, symbol, decimals);
    }

    /// @inheritdoc ITokenFactory
    function clone(
        bytes32 salt,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external returns (address token) {
        token = predictClone(msg.sender, salt, initialAuthority, name, symbol, decimals);
        if (token.code.length != 0) revert TokenExists(token);
        bytes memory args = abi.encode(initialAuthority, name, symbol, decimals);
        Clones.cloneDeterministicWithImmutableArgs(implementation, args, _boundSalt(msg.sender, salt));
        emit TokenDeployed(token, msg.sender, salt, name, symbol, decimals);
    }

    /// @inheritdoc ITokenFactory
    function predict(
        address deployer,
        bytes calldata creationCode,
        bytes32 salt,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external view returns (address token) {
        bytes memory initCode = _initCode(creationCode, initialAuthority, name, symbol, decimals);
        return Create2.computeAddress(_boundSalt(deployer, salt), keccak256(initCode));
    }

    /// @inheritdoc ITokenFactory
    function predictClone(
        address deployer,
        bytes32 salt,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) public view returns (address token) {
        bytes memory args = abi.encode(initialAuthority, name, symbol, decimals);
        bytes32 boundSalt = _boundSalt(deployer, salt);
        return Clones.predictDeterministicAddressWithImmutableArgs(implementation, args, boundSalt);
    }

    /// @dev The constructor's arguments are part of what CREATE2 hashes: other parameters, another address.
    function _initCode(
        bytes calldata creationCode,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) private view returns (bytes memory) {
        return bytes.concat(creationCode, abi.encode(surfaces, initialAuthority, name, symbol, decimals));
    }

    /// @dev Nobody can take the address that another deployer has announced.
    function _boundSalt(address deployer, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(deployer, salt));
    }
}
