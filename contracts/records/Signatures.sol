// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IAttestations} from "../interfaces/IAttestations.sol";

/// @notice EIP-712 signatures of what others tell the engine: bound to this chain and to the engine on whose storage it runs.
library Signatures {
    bytes32 private constant DOMAIN_TYPE = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    bytes32 private constant NAME = keccak256("Weighbridge");
    bytes32 private constant VERSION = keccak256("1");

    /// @notice Reverts with `SignatureInvalid` unless `signer` signed the struct.
    /// @dev By the signer's key, or else by its contract: an account with delegated code may have both. Ask last, before anything is written: a
    /// contract is foreign.
    function check(address signer, bytes32 structHash, bytes calldata signature) internal view {
        bytes32 domain = keccak256(abi.encode(DOMAIN_TYPE, NAME, VERSION, block.chainid, address(this)));
        bytes32 digest = MessageHashUtils.toTypedDataHash(domain, structHash);
        (address found, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (fault == ECDSA.RecoverError.NoError && found == signer) return;
        if (!SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature)) {
            revert IAttestations.SignatureInvalid(signer, digest);
        }
    }
}
