// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {ITokenFactory} from "../interfaces/ITokenFactory.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";

/// @title Deploys security tokens of one engine
contract TokenFactory is ITokenFactory {
    /// @inheritdoc ITokenFactory
    IWeighbridge public immutable engine;
    /// @inheritdoc ITokenFactory
    bytes32 public immutable creationCodeHash;

    constructor(IWeighbridge engine_, bytes32 creationCodeHash_) {
        engine = engine_;
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

    /// @dev The constructor's arguments are part of what CREATE2 hashes: other parameters, another address.
    function _initCode(
        bytes calldata creationCode,
        address initialAuthority,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) private view returns (bytes memory) {
        return bytes.concat(creationCode, abi.encode(engine, initialAuthority, name, symbol, decimals));
    }

    /// @dev Nobody can take the address that another deployer has announced.
    function _boundSalt(address deployer, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(deployer, salt));
    }
}
