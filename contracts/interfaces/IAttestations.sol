// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AttestationState, Attester} from "../types/Attester.sol";
import {IRegistries} from "./IRegistries.sol";

/// @title What others vouch for
/// @notice Somebody whom the registry's authority lists signs what an investor's evidence is; anybody may bring it.
/// @dev Signed as EIP-712, under the domain `Weighbridge`, version 1, of this chain and engine; by an account's key (ECDSA) or by a contract
/// (ERC-1271). An attester speaks of the status bits of its own mask only. It neither sets nor clears a state, and so no block, and no bit of
/// anybody else. All statuses share one expiry: where somebody else's evidence stands in the record, an attestation never makes it later.
/// @custom:access-control `setAttester` asks the registry's authority; anybody may bring what an attester has signed.
interface IAttestations {
    /// @notice What is signed of an investor who is enrolled.
    /// @param statuses Of the attester's mask, those that are evidenced; all others of the mask are cleared.
    /// @param statusUntil Evidence of the statuses is fresh while now < statusUntil; unix seconds.
    /// @param asOf When it was so; unix seconds, later than of any attestation before, and not in the future.
    /// @param nonce How many attestations of this investor came before.
    /// @param deadline It may be brought while now <= deadline; unix seconds.
    struct Attestation {
        uint32 registry;
        uint64 investor;
        uint32 statuses;
        uint32 statusUntil;
        uint48 asOf;
        uint64 nonce;
        uint48 deadline;
    }

    event AttesterSet(uint32 indexed registry, address indexed attester, Attester oldTerms, Attester newTerms);
    /// @notice An attestation was applied. `InvestorUpdated` or `InvestorEnrolled` says what it wrote.
    event Attested(uint32 indexed registry, uint64 indexed investor, address indexed attester, uint48 asOf);

    /// @notice An attester's mask may have evidence bits, 0 to 23, only: roles are the registry's own.
    error MaskInvalid(uint32 mask, uint32 most);
    /// @notice The registry lists no such attester, or not for enrolment.
    error AttesterUnknown(uint32 registry, address attester);
    /// @notice The attestation may be brought while now <= `deadline`; unix seconds.
    error AttestationExpired(uint48 deadline);
    /// @notice The attestation speaks of a time that has not come; unix seconds.
    error AttestationEarly(uint48 asOf, uint256 time);
    /// @notice An attestation of this investor as of `last` or later was applied before; unix seconds.
    error AttestationStale(uint64 investor, uint48 asOf, uint48 last);
    /// @notice The investor's next attestation has nonce `next`.
    error NonceInvalid(uint64 investor, uint64 nonce, uint64 next);
    /// @notice The wallet is recorded as another investor's.
    error InvestorMismatch(address wallet, uint64 attested, uint64 recorded);
    /// @notice The attester vouches for bits that are not in its mask.
    error StatusesOutsideMask(address attester, uint32 statuses, uint32 mask);
    /// @notice States are for the registrar to set.
    error StatesNotAttestable(uint8 states);
    /// @notice Neither the attester's key nor its contract signed this.
    error SignatureInvalid(address attester, bytes32 digest);

    /// @notice Lists an attester, changes its terms, or strikes it off (all zero). Emits `AttesterSet`. What it attested before stays.
    function setAttester(uint32 registry, address attester, Attester calldata terms) external;

    /// @notice Writes what an attester signed of an investor: its statuses and their expiry, in all wallets. Anybody may bring it.
    /// @dev Emits `Attested`, then `InvestorUpdated`.
    /// @param wallet Any wallet of the investor.
    function attest(
        Attestation calldata attestation,
        address wallet,
        address attester,
        bytes calldata signature
    ) external;

    /// @notice Enrols an investor whom an attester vouches for, under the registry's next number. Anybody may bring it.
    /// @dev Only wallets that never had a record. Emits `Attested`, then as `enrol`.
    /// @param asOf When it was so; unix seconds. Later attestations must be later.
    /// @param deadline It may be brought while now <= deadline; unix seconds.
    function enrolByAttestation(
        uint32 registry,
        IRegistries.Enrolment calldata enrolment,
        uint48 asOf,
        uint48 deadline,
        address attester,
        bytes calldata signature
    ) external returns (uint64 investor);

    /// @notice The terms of an attester; all zero if it is not listed.
    function attesterInfo(uint32 registry, address attester) external view returns (Attester memory);

    /// @notice The investor's next nonce, and the time of the last attestation.
    function attestationState(uint32 registry, uint64 investor) external view returns (AttestationState memory);
}
