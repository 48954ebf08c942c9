// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RegistrarBits} from "../types/RegistrarBits.sol";

/// @title Registrars with bits of their own
/// @notice A registry's authority may give an account some of the bits of its records: a verifier of accreditation those of its evidence, a
/// screening desk the block.
/// @custom:access-control `setRegistrar`: the registry's authority, by its selector. `updateBits`: whom that has given bits.
interface IRegistrars {
    event RegistrarSet(
        uint32 indexed registry,
        address indexed registrar,
        RegistrarBits oldBits,
        RegistrarBits newBits
    );
    /// @notice A registrar has written its bits. `InvestorUpdated` follows, with old and new facts.
    event BitsUpdated(uint32 indexed registry, uint64 indexed investor, address indexed registrar);

    /// @notice The account has no bits in this registry.
    error RegistrarUnknown(uint32 registry, address registrar);
    /// @notice Bits that are set are not the registrar's own, `ownStatuses` and `ownStates`.
    error BitsOutsideOwn(address registrar, uint32 statuses, uint8 states, uint32 ownStatuses, uint8 ownStates);
    /// @notice The expiry of the statuses stands at `standing`, and not at the registrar's disposal: it has no evidence bit; or it would set
    /// a later one while evidence of others, `others`, lapses with it.
    error StatusUntilShared(uint32 registry, uint64 investor, uint32 statusUntil, uint32 standing, uint32 others);

    /// @notice Says which bits an account may write by itself, from now on. Emits `RegistrarSet`.
    /// @param statuses Mask of evidence bits 0 to 23 and role bits 24 to 31; with `states` zero too, it may write none.
    /// @param states Mask of bits of `States`. Whoever has `blocked` may also end a block.
    function setRegistrar(uint32 registry, address registrar, uint32 statuses, uint8 states) external;

    /// @notice Writes the caller's own bits of the investor who has `wallet`, in all wallets; every other bit and fact stays.
    /// @dev Emits `BitsUpdated` and `InvestorUpdated`.
    /// @param statuses Those of the caller's status bits that are set from now on; its others are cleared.
    /// @param states Likewise.
    /// @param statusUntil When the evidence of all statuses ceases to be fresh, unix seconds; 0: as before. There is one expiry for all: who has
    /// an evidence bit may bring it forward, and put it off if no evidence of others is set.
    function updateBits(uint32 registry, address wallet, uint32 statuses, uint8 states, uint32 statusUntil) external;

    /// @notice The bits that an account may write.
    function registrarBits(uint32 registry, address registrar) external view returns (RegistrarBits memory);
}
