// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IRegistrars} from "../interfaces/IRegistrars.sol";
import {InvestorFacts, Record} from "../types/Record.sol";
import {RegistrarBits} from "../types/RegistrarBits.sol";
import {Enrolments} from "./Enrolments.sol";
import {RegistryBase} from "./RegistryBase.sol";

/// @title Registrars with bits of their own
/// @notice The part of `WeighbridgeEnrolment` by which several write to one record.
/// @dev No authority is asked when bits are written: whoever is struck off writes none from that transaction on.
abstract contract Registrars is RegistryBase, IRegistrars {
    /// @inheritdoc IRegistrars
    function setRegistrar(
        uint32 registry,
        address registrar,
        uint32 statuses,
        uint8 states
    ) external byRegistry(registry) {
        RegistrarBits memory bits = RegistrarBits(statuses, states);
        emit RegistrarSet(registry, registrar, _registrarBits[registry][registrar], bits);
        _registrarBits[registry][registrar] = bits;
    }

    /// @inheritdoc IRegistrars
    function updateBits(uint32 registry, address wallet, uint32 statuses, uint8 states, uint32 statusUntil) external {
        RegistrarBits memory own = _registrarBits[registry][msg.sender];
        if (own.statuses == 0 && own.states == 0) revert RegistrarUnknown(registry, msg.sender);
        if (statuses & ~own.statuses != 0 || states & ~own.states != 0) {
            revert BitsOutsideOwn(msg.sender, statuses, states, own.statuses, own.states);
        }
        Record old = _known(registry, wallet);
        InvestorFacts memory facts = old.allFacts();
        uint32 kept = facts.statuses & ~own.statuses;
        if (statusUntil != 0) {
            // One expiry for all: nobody makes the evidence of others last longer.
            uint32 others = kept & EVIDENCE;
            bool later = statusUntil > facts.statusUntil && others != 0;
            if (later || own.statuses & EVIDENCE == 0) {
                revert StatusUntilShared(registry, old.investor(), statusUntil, facts.statusUntil, others);
            }
            facts.statusUntil = statusUntil;
        }
        facts.statuses = kept | statuses;
        facts.states = (facts.states & ~own.states) | states;
        emit BitsUpdated(registry, old.investor(), msg.sender);
        Enrolments.setFacts(_records[registry], _wallets[registry], registry, wallet, facts);
    }

    /// @inheritdoc IRegistrars
    function registrarBits(uint32 registry, address registrar) external view returns (RegistrarBits memory) {
        return _registrarBits[registry][registrar];
    }
}
