// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

/// @notice What our tests use of an entry point of ERC-4337: it checks signature and nonce, calls the account, and says whether that succeeded.
contract TestEntryPoint {
    event UserOperationEvent(bytes32 indexed userOpHash, address indexed sender, uint256 nonce, bool success);
    event UserOperationRevertReason(bytes32 indexed userOpHash, address indexed sender, bytes revertReason);

    error FailedOp(uint256 opIndex, string reason);

    mapping(address sender => uint256) private _nonces;

    function handleOps(PackedUserOperation[] calldata ops) external {
        for (uint256 i = 0; i < ops.length; ++i) {
            PackedUserOperation calldata op = ops[i];
            bytes32 hash = getUserOpHash(op);
            if (op.nonce != _nonces[op.sender]++) revert FailedOp(i, "AA25 invalid account nonce");
            if (IAccount(op.sender).validateUserOp(op, hash, 0) != 0) revert FailedOp(i, "AA24 signature error");
            (bool success, bytes memory answer) = op.sender.call(op.callData);
            if (!success) emit UserOperationRevertReason(hash, op.sender, answer);
            emit UserOperationEvent(hash, op.sender, op.nonce, success);
        }
    }

    function getNonce(address sender, uint192) external view returns (uint256) {
        return _nonces[sender];
    }

    /// @dev Not the hash of a released entry point, but as complete: all of the operation, this contract and the chain.
    function getUserOpHash(PackedUserOperation calldata op) public view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256(abi.encode(op.sender, op.nonce, keccak256(op.initCode), keccak256(op.callData))),
                    keccak256(abi.encode(op.accountGasLimits, op.preVerificationGas, op.gasFees)),
                    keccak256(op.paymasterAndData),
                    address(this),
                    block.chainid
                )
            );
    }
}
