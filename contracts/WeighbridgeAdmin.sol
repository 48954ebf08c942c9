// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "./access/Halves.sol";
import {IPrograms} from "./interfaces/IPrograms.sol";
import {ITokens} from "./interfaces/ITokens.sol";
import {Imports} from "./records/Imports.sol";
import {PlugInDesk} from "./records/PlugInDesk.sol";
import {ProgramCode} from "./records/ProgramCode.sol";
import {Registries} from "./records/Registries.sol";
import {TokenReads} from "./records/TokenReads.sol";
import {ProgramForm} from "./rules/ProgramForm.sol";
import {Counts} from "./types/Counts.sol";
import {Shape, TokenFlags} from "./types/Kinds.sol";
import {Program, ProgramLibrary} from "./types/Program.sol";
import {TokenConfig, TokenConfigLibrary, TokenTerms} from "./types/TokenConfig.sol";
import {WalletState} from "./types/WalletState.sol";

/// @title The engine's other half: registries, programs, freezes, holds
/// @notice Runs by delegatecall on the storage of `Weighbridge`. Called at its own address it writes to its own storage, which nobody reads.
/// Enrolment without a registrar's hand is in a third half, reached from here in the same way.
/// @dev Every function that writes begins with who may. A registry's authority is asked for records and admissions, a token's for schedules;
/// pauses and freezes come from the token itself, which has asked.
contract WeighbridgeAdmin is Registries, Imports, PlugInDesk, IPrograms, ITokens {
    /// @notice The third half, `WeighbridgeEnrolment`.
    address public immutable enrolment;

    constructor(address enrolment_) {
        enrolment = enrolment_;
    }

    /// @dev Everything that is not here: the third half's code on the storage of whoever runs this one.
    fallback() external {
        Halves.enter(enrolment);
    }

    modifier byToken() {
        if (_tokens[msg.sender].registry() == 0) revert TokenUnknown(msg.sender);
        _;
    }

    /* PROGRAMS */

    /// @inheritdoc IPrograms
    function publish(bytes calldata program) external returns (bytes32 programId) {
        programId = keccak256(program);
        if (_programs[programId] != address(0)) return programId;
        bytes memory data = program;
        ProgramForm.check(data);
        address place = ProgramCode.store(data, programId);
        _programs[programId] = place;
        uint256 rulebook = ProgramLibrary.wordAt(Program.unwrap(ProgramLibrary.within(data)) + data.length - 32);
        emit ProgramPublished(programId, place, bytes32(rulebook));
    }

    /// @inheritdoc IPrograms
    function validate(bytes calldata program) external pure {
        ProgramForm.check(program);
    }

    /* TOKENS */

    /// @inheritdoc ITokens
    function admit(uint32 registry, address token, address authority, uint32 notice) external byRegistry(registry) {
        TokenConfig config = _tokens[token];
        if (config.registry() != 0) revert TokenAlreadyAdmitted(token, config.registry());
        _checkAuthority(authority);
        // Both sides agree: the registry's authority, and the one that the token was made for.
        (bool willing, address named) = TokenReads.initialAuthority(token);
        if (!willing || named != authority) revert AuthorityNotNamed(token, authority, named);
        if (authority != _registries[registry].authority) _checkRestricted(authority);
        (bool readable, uint256 supply) = TokenReads.totalSupply(token);
        if (!readable) revert SupplyUnreadable(token);
        _tokens[token] = TokenConfigLibrary.make(registry);
        _terms[token] = TokenTerms(address(0), notice, authority);
        emit TokenAdmitted(token, registry, authority, notice);
        if (supply != 0) _startImport(token, registry, supply);
    }

    /// @inheritdoc ITokens
    function setTokenAuthority(address token, address authority) external byAuthorityOf(token) {
        _checkAuthority(authority);
        emit TokenAuthoritySet(token, _terms[token].authority, authority);
        _terms[token].authority = authority;
    }

    /// @inheritdoc ITokens
    function setPaused(bool paused) external byToken {
        _tokens[msg.sender] = _tokens[msg.sender].with(TokenFlags.PAUSED, paused);
        emit PausedSet(msg.sender, paused);
    }

    /// @inheritdoc ITokens
    function setFrozenUnits(address wallet, uint256 units) external byToken {
        if (units > Shape.MOST_UNITS) revert UnitsAboveCapacity(units, Shape.MOST_UNITS);
        WalletState old = _walletStates[msg.sender][wallet];
        _setWalletState(wallet, old.withFrozen(units));
        emit FrozenUnitsSet(msg.sender, wallet, old.frozen(), units);
    }

    /// @inheritdoc ITokens
    function setHeldUnits(address wallet, uint256 units) external byToken {
        if (units > Shape.MOST_UNITS) revert UnitsAboveCapacity(units, Shape.MOST_UNITS);
        WalletState old = _walletStates[msg.sender][wallet];
        _setWalletState(wallet, old.withHeld(units));
        emit HeldUnitsSet(msg.sender, wallet, old.held(), units);
    }

    /// @inheritdoc ITokens
    function setWalletFrozen(address wallet, bool frozen) external byToken {
        _setWalletState(wallet, _walletStates[msg.sender][wallet].withWhollyFrozen(frozen));
        emit WalletFrozenSet(msg.sender, wallet, frozen);
    }

    /// @dev From now on movements of the token read wallet states.
    function _setWalletState(address wallet, WalletState state) private {
        TokenConfig config = _tokens[msg.sender];
        if (!config.has(TokenFlags.WALLET_STATES)) _tokens[msg.sender] = config.with(TokenFlags.WALLET_STATES, true);
        _walletStates[msg.sender][wallet] = state;
    }

    /* VIEWS */

    /// @inheritdoc IPrograms
    function programAddress(bytes32 programId) external view returns (address) {
        return _programs[programId];
    }

    /// @inheritdoc IPrograms
    function programsOf(
        address token
    ) external view returns (address current, address next, uint48 nextFrom, uint32 notice) {
        TokenConfig config = _tokens[token];
        TokenTerms storage terms = _terms[token];
        notice = terms.notice;
        if (config.nextIsInForce(block.timestamp)) return (terms.nextProgram, address(0), 0, notice);
        return (config.program(), terms.nextProgram, config.nextFrom(), notice);
    }

    /// @inheritdoc ITokens
    function tokenConfig(address token) external view returns (TokenConfig) {
        return _tokens[token];
    }

    /// @inheritdoc ITokens
    function tokenAuthority(address token) external view returns (address) {
        return _terms[token].authority;
    }

    /// @inheritdoc ITokens
    function walletState(address token, address wallet) external view returns (WalletState) {
        return _walletStates[token][wallet];
    }

    /// @inheritdoc ITokens
    function isHolder(address token, uint64 investor) external view returns (bool) {
        return _holds(token, investor);
    }

    /// @inheritdoc ITokens
    function counts(address token, uint16 country) external view returns (Counts) {
        return _counts[token][country];
    }

    /// @inheritdoc ITokens
    function totals(address token) external view returns (Counts) {
        return _totals[token];
    }
}
