// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Account} from "@openzeppelin/contracts/account/Account.sol";
import {ERC7821} from "@openzeppelin/contracts/account/extensions/draft-ERC7821.sol";
import {IEntryPoint} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {SignerECDSA} from "@openzeppelin/contracts/utils/cryptography/signers/SignerECDSA.sol";
import {SignerEIP7702} from "@openzeppelin/contracts/utils/cryptography/signers/SignerEIP7702.sol";

/// @notice What both have: calls in batches, by the account itself or the entry point.
abstract contract BatchAccount is Account, ERC7821 {
    IEntryPoint private immutable _entry;

    constructor(IEntryPoint entry) {
        _entry = entry;
    }

    function entryPoint() public view override returns (IEntryPoint) {
        return _entry;
    }

    function _erc7821AuthorizedExecutor(
        address caller,
        bytes32 mode,
        bytes calldata data
    ) internal view override returns (bool) {
        return caller == address(_entry) || super._erc7821AuthorizedExecutor(caller, mode, data);
    }
}

/// @notice A smart account of ERC-4337 with one signer.
contract SmartAccount is BatchAccount, SignerECDSA {
    constructor(IEntryPoint entry, address signer_) BatchAccount(entry) SignerECDSA(signer_) {}
}

/// @notice The code to which an externally owned account delegates, by EIP-7702.
contract DelegatedAccount is BatchAccount, SignerEIP7702 {
    constructor(IEntryPoint entry) BatchAccount(entry) {}
}
