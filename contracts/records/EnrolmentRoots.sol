// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IEnrolmentRoots} from "../interfaces/IEnrolmentRoots.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {EnrolmentRoot} from "../types/EnrolmentRoot.sol";
import {Record} from "../types/Record.sol";
import {Enrolments} from "./Enrolments.sol";
import {RegistryBase} from "./RegistryBase.sol";

/// @title Registers published as one hash
/// @notice The part of `WeighbridgeEnrolment` that enrols from Merkle roots.
abstract contract EnrolmentRoots is RegistryBase, IEnrolmentRoots {
    /// @inheritdoc IEnrolmentRoots
    function publishRoot(
        uint32 registry,
        bytes32 root,
        uint64 first,
        uint32 count,
        uint48 until
    ) external byRegistry(registry) {
        if (_roots[registry][root].until != 0) revert RootKnown(registry, root);
        if (until <= block.timestamp) revert RootExpired(registry, root, until);
        uint64 next = Enrolments.takeNumbers(_registries[registry], registry, count);
        if (first != next) revert NumbersNotNext(registry, first, next);
        _roots[registry][root] = EnrolmentRoot(first, count, until, false);
        emit RootPublished(registry, root, first, count, until, msg.sender);
    }

    /// @inheritdoc IEnrolmentRoots
    function revokeRoot(uint32 registry, bytes32 root) external byRegistry(registry) {
        _liveRoot(registry, root);
        _roots[registry][root].revoked = true;
        emit RootRevoked(registry, root, msg.sender);
    }

    /// @inheritdoc IEnrolmentRoots
    function claim(
        uint32 registry,
        bytes32 root,
        uint64 number,
        IRegistries.Enrolment calldata enrolment,
        bytes32[] calldata proof
    ) external {
        _checkReserved(registry, root, number);
        bytes32 leaf = _leaf(registry, number, enrolment);
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert ProofInvalid(registry, root, leaf);
        _markClaimed(registry, number);
        mapping(address => Record) storage records = _records[registry];
        Enrolments.checkUnwritten(records, registry, enrolment.wallets);
        emit EnrolmentClaimed(registry, root, number);
        Enrolments.write(records, _wallets[registry], registry, number, enrolment);
    }

    /// @inheritdoc IEnrolmentRoots
    function rootInfo(uint32 registry, bytes32 root) external view returns (EnrolmentRoot memory) {
        return _roots[registry][root];
    }

    /// @inheritdoc IEnrolmentRoots
    function isClaimed(uint32 registry, uint64 number) external view returns (bool) {
        return (_claimed[registry][number >> 8] >> (number & 0xff)) & 1 != 0;
    }

    /// @inheritdoc IEnrolmentRoots
    function enrolmentLeaf(
        uint32 registry,
        uint64 number,
        IRegistries.Enrolment calldata enrolment
    ) external view returns (bytes32 leaf) {
        return _leaf(registry, number, enrolment);
    }

    function _liveRoot(uint32 registry, bytes32 root) private view returns (EnrolmentRoot memory found) {
        found = _roots[registry][root];
        if (found.until == 0) revert RootUnknown(registry, root);
        if (found.revoked) revert RootWithdrawn(registry, root);
    }

    function _checkReserved(uint32 registry, bytes32 root, uint64 number) private view {
        EnrolmentRoot memory found = _liveRoot(registry, root);
        if (block.timestamp >= found.until) revert RootExpired(registry, root, found.until);
        if (number < found.first || number - found.first >= found.count) {
            revert NumberNotReserved(registry, number, found.first, found.count);
        }
    }

    function _markClaimed(uint32 registry, uint64 number) private {
        uint256 word = _claimed[registry][number >> 8];
        uint256 bit = 1 << (number & 0xff);
        if (word & bit != 0) revert NumberClaimed(registry, number);
        _claimed[registry][number >> 8] = word | bit;
    }

    /// @dev Hashed twice, so that no inner node is a leaf. Everything that a claim depends on is in it but the root itself.
    function _leaf(
        uint32 registry,
        uint64 number,
        IRegistries.Enrolment calldata enrolment
    ) private view returns (bytes32) {
        bytes32 once = keccak256(abi.encode(block.chainid, address(this), registry, number, enrolment));
        return keccak256(bytes.concat(once));
    }
}
