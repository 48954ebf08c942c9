// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {EnrolmentRoot} from "../types/EnrolmentRoot.sol";
import {IRegistries} from "./IRegistries.sol";

/// @title Registers published as one hash
/// @notice One transaction reserves numbers for any number of investors; each is written when somebody claims it.
/// @dev A leaf is a whole investor: keccak256(keccak256(abi.encode(chain id, engine, registry, number, enrolment))). Pairs are hashed in
/// ascending order. A claim writes only what was never written: neither a number nor a wallet of a leaf may ever have had a record, so that a
/// leaf can be used once, and cannot bring back what was unbound or add an unblocked wallet to somebody who was blocked. To keep a leaf from
/// being claimed, enrol any of its wallets directly, blocked or not.
/// @custom:access-control `publishRoot` and `revokeRoot` ask the registry's authority; anybody may claim.
interface IEnrolmentRoots {
    event RootPublished(
        uint32 indexed registry,
        bytes32 indexed root,
        uint64 first,
        uint32 count,
        uint48 until,
        address publisher
    );
    event RootRevoked(uint32 indexed registry, bytes32 indexed root, address revoker);
    /// @notice An investor was enrolled from a root. `InvestorEnrolled` and `WalletBound` follow.
    event EnrolmentClaimed(uint32 indexed registry, bytes32 indexed root, uint64 indexed investor);

    /// @notice The registry has published this root already; it cannot be published twice.
    error RootKnown(uint32 registry, bytes32 root);
    /// @notice The registry has published no such root.
    error RootUnknown(uint32 registry, bytes32 root);
    /// @notice The root was revoked.
    error RootWithdrawn(uint32 registry, bytes32 root);
    /// @notice Claims pass while now < `until`; unix seconds.
    error RootExpired(uint32 registry, bytes32 root, uint48 until);
    /// @notice The numbers to reserve must begin at the registry's next one, `next`.
    error NumbersNotNext(uint32 registry, uint64 first, uint64 next);
    /// @notice The root reserves `count` numbers from `first`, and this is none of them.
    error NumberNotReserved(uint32 registry, uint64 number, uint64 first, uint32 count);
    /// @notice The number was claimed before.
    error NumberClaimed(uint32 registry, uint64 number);
    /// @notice The wallet has a record, of `investor`, or once had one and was unbound: 0.
    error WalletWritten(uint32 registry, address wallet, uint64 investor);
    /// @notice The proof does not lead from this leaf to the root.
    error ProofInvalid(uint32 registry, bytes32 root, bytes32 leaf);

    /// @notice Publishes a register and reserves its numbers. Emits `RootPublished`.
    /// @param root Of the Merkle tree of its leaves.
    /// @param first Lowest number in the register: must be the registry's next.
    /// @param count How many numbers are reserved from it.
    /// @param until Claims pass while now < until; unix seconds, in the future.
    function publishRoot(uint32 registry, bytes32 root, uint64 first, uint32 count, uint48 until) external;

    /// @notice Ends the claims of a root, for good. Who has claimed stays enrolled; the numbers stay reserved. Emits `RootRevoked`.
    function revokeRoot(uint32 registry, bytes32 root) external;

    /// @notice Enrols the investor of one leaf, under the number that the root reserves. Anybody may.
    /// @param number The investor's.
    /// @param enrolment All wallets and facts, as in the leaf.
    /// @param proof Siblings from the leaf up.
    function claim(
        uint32 registry,
        bytes32 root,
        uint64 number,
        IRegistries.Enrolment calldata enrolment,
        bytes32[] calldata proof
    ) external;

    /// @notice A root as it was published; all zero if it was not.
    function rootInfo(uint32 registry, bytes32 root) external view returns (EnrolmentRoot memory);

    /// @notice Whether a reserved number was claimed.
    function isClaimed(uint32 registry, uint64 number) external view returns (bool);

    /// @notice The leaf of an investor, of this engine on this chain.
    function enrolmentLeaf(
        uint32 registry,
        uint64 number,
        IRegistries.Enrolment calldata enrolment
    ) external view returns (bytes32 leaf);
}
