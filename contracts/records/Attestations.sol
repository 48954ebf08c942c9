// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAttestations} from "../interfaces/IAttestations.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {AttestationState, Attester} from "../types/Attester.sol";
import {InvestorFacts, Record} from "../types/Record.sol";
import {Enrolments} from "./Enrolments.sol";
import {RegistryBase} from "./RegistryBase.sol";
import {Signatures} from "./Signatures.sol";

/// @title What others vouch for
/// @notice The part of `WeighbridgeEnrolment` that takes signed attestations.
/// @dev Signatures are asked last, after everything that refuses without them, and before anything is written.
abstract contract Attestations is RegistryBase, IAttestations {
    bytes32 private constant ATTESTATION_TYPE = keccak256(
        "Attestation(uint32 registry,uint64 investor,uint32 statuses,uint32 statusUntil,uint48 asOf,uint64 nonce,uint48 deadline)"
    );
    bytes32 private constant FACTS_TYPE = keccak256(
        "InvestorFacts(uint16 country,uint16 region,uint8 lane,uint32 statuses,uint8 states,uint32 kycUntil,uint32 statusUntil)"
    );
    bytes32 private constant ENROLMENT_TYPE = keccak256(
        "Enrolment(address[] wallets,InvestorFacts facts)"
        "InvestorFacts(uint16 country,uint16 region,uint8 lane,uint32 statuses,uint8 states,uint32 kycUntil,uint32 statusUntil)"
    );
    bytes32 private constant VOUCHED_TYPE = keccak256(
        "EnrolmentAttestation(uint32 registry,Enrolment enrolment,uint48 asOf,uint48 deadline)"
        "Enrolment(address[] wallets,InvestorFacts facts)"
        "InvestorFacts(uint16 country,uint16 region,uint8 lane,uint32 statuses,uint8 states,uint32 kycUntil,uint32 statusUntil)"
    );

    /// @inheritdoc IAttestations
    function setAttester(uint32 registry, address attester, Attester calldata terms) external byRegistry(registry) {
        if (terms.mask > EVIDENCE) revert MaskInvalid(terms.mask, EVIDENCE);
        emit AttesterSet(registry, attester, _attesters[registry][attester], terms);
        _attesters[registry][attester] = terms;
    }

    /// @inheritdoc IAttestations
    function attest(
        Attestation calldata attestation,
        address wallet,
        address attester,
        bytes calldata signature
    ) external {
        (uint32 registry, uint64 investor) = (attestation.registry, attestation.investor);
        Record old = _known(registry, wallet);
        if (old.investor() != investor) revert InvestorMismatch(wallet, investor, old.investor());
        _checkTime(attestation.asOf, attestation.deadline);
        AttestationState memory state = _attested[registry][investor];
        if (attestation.nonce != state.nonce) revert NonceInvalid(investor, attestation.nonce, state.nonce);
        if (attestation.asOf <= state.asOf) revert AttestationStale(investor, attestation.asOf, state.asOf);
        uint32 mask = _checkMask(registry, attester, attestation.statuses);
        Signatures.check(attester, keccak256(abi.encode(ATTESTATION_TYPE, attestation)), signature);

        _attested[registry][investor] = AttestationState(state.nonce + 1, attestation.asOf);
        emit Attested(registry, investor, attester, attestation.asOf);
        InvestorFacts memory facts = old.allFacts();
        uint32 kept = facts.statuses & ~mask;
        facts.statuses = kept | attestation.statuses;
        // One expiry for all: what others evidenced lapses no later than they said.
        bool shared = kept & EVIDENCE != 0 && facts.statusUntil < attestation.statusUntil;
        if (!shared) facts.statusUntil = attestation.statusUntil;
        Enrolments.setFacts(_records[registry], _wallets[registry], registry, wallet, facts);
    }

    /// @inheritdoc IAttestations
    function enrolByAttestation(
        uint32 registry,
        IRegistries.Enrolment calldata enrolment,
        uint48 asOf,
        uint48 deadline,
        address attester,
        bytes calldata signature
    ) external returns (uint64 investor) {
        Enrolments.authorityOf(_registries[registry], registry);
        if (!_attesters[registry][attester].enrols) revert AttesterUnknown(registry, attester);
        _checkTime(asOf, deadline);
        _checkMask(registry, attester, enrolment.facts.statuses);
        if (enrolment.facts.states != 0) revert StatesNotAttestable(enrolment.facts.states);
        Enrolments.checkUnwritten(_records[registry], registry, enrolment.wallets);
        bytes32 hash = keccak256(abi.encode(VOUCHED_TYPE, registry, _hashEnrolment(enrolment), asOf, deadline));
        Signatures.check(attester, hash, signature);

        investor = Enrolments.takeNumbers(_registries[registry], registry, 1);
        _attested[registry][investor] = AttestationState(0, asOf);
        emit Attested(registry, investor, attester, asOf);
        Enrolments.write(_records[registry], _wallets[registry], registry, investor, enrolment);
    }

    /// @inheritdoc IAttestations
    function attesterInfo(uint32 registry, address attester) external view returns (Attester memory) {
        return _attesters[registry][attester];
    }

    /// @inheritdoc IAttestations
    function attestationState(uint32 registry, uint64 investor) external view returns (AttestationState memory) {
        return _attested[registry][investor];
    }

    function _checkTime(uint48 asOf, uint48 deadline) private view {
        if (block.timestamp > deadline) revert AttestationExpired(deadline);
        if (asOf > block.timestamp) revert AttestationEarly(asOf, block.timestamp);
    }

    function _checkMask(uint32 registry, address attester, uint32 statuses) private view returns (uint32 mask) {
        Attester memory terms = _attesters[registry][attester];
        mask = terms.mask;
        if (mask == 0 && !terms.enrols) revert AttesterUnknown(registry, attester);
        if (statuses & ~mask != 0) revert StatusesOutsideMask(attester, statuses, mask);
    }

    function _hashEnrolment(IRegistries.Enrolment calldata enrolment) private pure returns (bytes32) {
        bytes32 wallets = keccak256(abi.encodePacked(enrolment.wallets));
        return keccak256(abi.encode(ENROLMENT_TYPE, wallets, keccak256(abi.encode(FACTS_TYPE, enrolment.facts))));
    }
}
