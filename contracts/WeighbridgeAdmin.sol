// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Registry, WeighbridgeStorage} from "./WeighbridgeStorage.sol";
import {Restricted} from "./access/Restricted.sol";
import {IPrograms} from "./interfaces/IPrograms.sol";
import {IRegistries} from "./interfaces/IRegistries.sol";
import {ITokens} from "./interfaces/ITokens.sol";
import {ProgramCode} from "./records/ProgramCode.sol";
import {TokenReads} from "./records/TokenReads.sol";
import {ProgramForm} from "./rules/ProgramForm.sol";
import {Counts} from "./types/Counts.sol";
import {RecordField, Shape, TokenFlags} from "./types/Kinds.sol";
import {Program, ProgramLibrary} from "./types/Program.sol";
import {InvestorFacts, Record, RecordLibrary} from "./types/Record.sol";
import {TokenConfig, TokenConfigLibrary, TokenTerms} from "./types/TokenConfig.sol";
import {WalletList, WalletListLibrary} from "./types/WalletList.sol";
import {WalletState} from "./types/WalletState.sol";

/// @title The engine's other half: registries, enrolment, programs, freezes
/// @notice Runs by delegatecall on the storage of `Weighbridge`. Called at its own address it writes to its own storage, which nobody reads.
/// @dev Every function that writes begins with who may. A registry's authority is asked for records and admissions, a token's for schedules;
/// pauses and freezes come from the token itself, which has asked.
contract WeighbridgeAdmin is WeighbridgeStorage, Restricted, IRegistries, IPrograms, ITokens {
    /// @dev Investor numbers stay below 2**32, so that no count of holders overflows its lane.
    uint256 private constant MOST_INVESTORS = type(uint32).max;

    modifier byRegistry(uint32 registry) {
        address authority = _registries[registry].authority;
        if (authority == address(0)) revert RegistryUnknown(registry);
        _checkRestricted(authority);
        _;
    }

    modifier byAuthorityOf(address token) {
        address authority = _terms[token].authority;
        if (authority == address(0)) revert TokenUnknown(token);
        _checkRestricted(authority);
        _;
    }

    modifier byToken() {
        if (_tokens[msg.sender].registry() == 0) revert TokenUnknown(msg.sender);
        _;
    }

    /* REGISTRIES */

    /// @inheritdoc IRegistries
    function createRegistry(address authority, bytes32 scheme) external returns (uint32 registry) {
        _checkAuthority(authority);
        registry = ++_registryCount;
        _registries[registry] = Registry(authority, 0, scheme);
        emit RegistryCreated(registry, authority, scheme);
    }

    /// @inheritdoc IRegistries
    function setRegistryAuthority(uint32 registry, address authority) external byRegistry(registry) {
        _checkAuthority(authority);
        emit RegistryAuthoritySet(registry, _registries[registry].authority, authority);
        _registries[registry].authority = authority;
    }

    /// @inheritdoc IRegistries
    function enrol(
        uint32 registry,
        Enrolment calldata enrolment
    ) external byRegistry(registry) returns (uint64 investor) {
        investor = _takeNumbers(registry, 1);
        _enrol(registry, investor, enrolment);
    }

    /// @inheritdoc IRegistries
    function enrolBatch(
        uint32 registry,
        Enrolment[] calldata enrolments
    ) external byRegistry(registry) returns (uint64 first) {
        first = _takeNumbers(registry, enrolments.length);
        for (uint256 i = 0; i < enrolments.length; ++i) {
            _enrol(registry, first + uint64(i), enrolments[i]); // fits: numbers stay below 2**32
        }
    }

    /// @inheritdoc IRegistries
    function bind(uint32 registry, address known, address wallet) external byRegistry(registry) {
        Record old = _known(registry, known);
        uint256 count = old.wallets();
        if (count == WalletListLibrary.MOST) revert WalletsOutOfRange(count + 1, WalletListLibrary.MOST);
        _checkFree(registry, wallet);
        WalletList storage list = _wallets[registry][old.investor()];
        if (count == 1) {
            list.first = known;
            list.tokens = uint32(old.tokensHeld());
        }
        list.setWallet(count, wallet);
        _records[registry][wallet] = old.forNewWallet();
        _setWalletCount(registry, list, count + 1);
        emit WalletBound(registry, old.investor(), wallet);
    }

    /// @inheritdoc IRegistries
    function unbind(uint32 registry, address wallet) external byRegistry(registry) {
        Record old = _known(registry, wallet);
        if (old.tokensHeld() != 0) revert WalletNotEmpty(registry, wallet, old.tokensHeld());
        _records[registry][wallet] = Record.wrap(0);
        uint256 left = old.wallets() - 1; // fits: a record has at least one wallet
        if (left != 0) {
            WalletList storage list = _wallets[registry][old.investor()];
            for (uint256 i = 0; i < left; ++i) {
                if (list.walletAt(i) == wallet) list.setWallet(i, list.walletAt(left));
            }
            list.setWallet(left, address(0));
            _setWalletCount(registry, list, left);
            if (left == 1) _foldList(registry, old.investor());
        }
        emit WalletUnbound(registry, old.investor(), wallet);
    }

    /// @inheritdoc IRegistries
    function update(uint32 registry, address wallet, InvestorFacts calldata facts) external byRegistry(registry) {
        Record old = _known(registry, wallet);
        _checkFacts(facts);
        uint64 investor = old.investor();
        if (facts.country != old.country() || facts.lane != old.lane()) {
            uint256 tokens = _tokensOf(registry, old);
            if (tokens != 0) revert HolderReclassified(registry, investor, tokens);
        }
        uint256 count = old.wallets();
        if (count == 1) {
            _records[registry][wallet] = old.withFacts(facts);
        } else {
            WalletList storage list = _wallets[registry][investor];
            for (uint256 i = 0; i < count; ++i) {
                address each = list.walletAt(i);
                _records[registry][each] = _records[registry][each].withFacts(facts);
            }
        }
        emit InvestorUpdated(registry, investor, old.allFacts(), facts);
    }

    function _takeNumbers(uint32 registry, uint256 count) private returns (uint64 first) {
        uint64 given = _registries[registry].investors;
        if (given + count > MOST_INVESTORS) revert RegistryFull(registry, MOST_INVESTORS);
        _registries[registry].investors = given + uint64(count); // fits: below 2**32
        return given + 1;
    }

    function _enrol(uint32 registry, uint64 investor, Enrolment calldata enrolment) private {
        InvestorFacts calldata facts = enrolment.facts;
        _checkFacts(facts);
        uint256 count = enrolment.wallets.length;
        if (count == 0 || count > WalletListLibrary.MOST) revert WalletsOutOfRange(count, WalletListLibrary.MOST);
        emit InvestorEnrolled(registry, investor, facts);
        Record made = RecordLibrary.make(investor, uint8(count), facts); // fits: count <= 8
        for (uint256 i = 0; i < count; ++i) {
            address wallet = enrolment.wallets[i];
            _checkFree(registry, wallet);
            _records[registry][wallet] = made;
            if (count > 1) _wallets[registry][investor].setWallet(i, wallet);
            emit WalletBound(registry, investor, wallet);
        }
    }

    /// @dev The last wallet holds what the investor holds; the list is for those who have several.
    function _foldList(uint32 registry, uint64 investor) private {
        WalletList storage list = _wallets[registry][investor];
        address last = list.first;
        _records[registry][last] = _records[registry][last].withTokensHeld(list.tokens);
        delete _wallets[registry][investor];
    }

    function _setWalletCount(uint32 registry, WalletList storage list, uint256 count) private {
        for (uint256 i = 0; i < count; ++i) {
            address each = list.walletAt(i);
            _records[registry][each] = _records[registry][each].withWallets(count);
        }
    }

    function _known(uint32 registry, address wallet) private view returns (Record found) {
        found = _records[registry][wallet];
        if (!found.isKnown()) revert WalletNotRecorded(registry, wallet);
    }

    function _checkFree(uint32 registry, address wallet) private view {
        Record found = _records[registry][wallet];
        if (found.isKnown() || wallet == address(0)) revert WalletNotFree(registry, wallet, found.investor());
    }

    function _tokensOf(uint32 registry, Record found) private view returns (uint256) {
        return found.wallets() > 1 ? _wallets[registry][found.investor()].tokens : found.tokensHeld();
    }

    function _checkFacts(InvestorFacts calldata facts) private pure {
        if (facts.country > RecordField.COUNTRY_MASK) revert FactOutOfRange(0, facts.country, RecordField.COUNTRY_MASK);
        if (facts.region > RecordField.REGION_MASK) revert FactOutOfRange(1, facts.region, RecordField.REGION_MASK);
        if (facts.lane > RecordField.LANE_MASK) revert FactOutOfRange(2, facts.lane, RecordField.LANE_MASK);
    }

    function _checkAuthority(address authority) private view {
        if (authority.code.length == 0) revert AuthorityInvalid(authority);
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

    /// @inheritdoc IPrograms
    function schedule(address token, bytes32 programId, uint48 effectiveFrom) external byAuthorityOf(token) {
        address program = _programs[programId];
        if (program == address(0)) revert ProgramUnknown(programId);
        _settle(token);
        TokenConfig config = _tokens[token];
        if (config.nextFrom() != 0) revert ProgramWaiting(token, config.nextFrom());
        uint256 notice = config.program() == address(0) ? 0 : _terms[token].notice;
        uint256 earliest = block.timestamp + notice;
        if (effectiveFrom < earliest) revert NoticeTooShort(effectiveFrom, earliest);
        _terms[token].nextProgram = program;
        _tokens[token] = config.withNextFrom(effectiveFrom);
        emit ProgramScheduled(token, programId, effectiveFrom, msg.sender);
        _settle(token);
    }

    /// @inheritdoc IPrograms
    function cancel(address token) external byAuthorityOf(token) {
        TokenConfig config = _tokens[token];
        uint48 from = config.nextFrom();
        if (from == 0 || config.nextIsInForce(block.timestamp)) revert NothingScheduled(token);
        emit ProgramCancelled(token, _terms[token].nextProgram, from, msg.sender);
        _terms[token].nextProgram = address(0);
        _tokens[token] = config.withNextFrom(0);
    }

    /// @inheritdoc IPrograms
    function settle(address token) external {
        _settle(token);
    }

    function _settle(address token) private {
        TokenConfig config = _tokens[token];
        if (!config.nextIsInForce(block.timestamp)) return;
        address program = _terms[token].nextProgram;
        emit ProgramSettled(token, program, config.nextFrom());
        _terms[token].nextProgram = address(0);
        _tokens[token] = config.withProgram(program).withNextFrom(0);
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
        if (supply != 0) revert SupplyNotZero(token, supply);
        _tokens[token] = TokenConfigLibrary.make(registry);
        _terms[token] = TokenTerms(address(0), notice, authority, 0);
        emit TokenAdmitted(token, registry, authority, notice);
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

    /// @inheritdoc IRegistries
    function record(uint32 registry, address wallet) external view returns (Record) {
        return _records[registry][wallet];
    }

    /// @inheritdoc IRegistries
    function walletsOf(uint32 registry, address wallet) external view returns (address[] memory wallets) {
        Record found = _records[registry][wallet];
        uint256 count = found.wallets();
        wallets = new address[](count);
        if (count == 1) wallets[0] = wallet;
        if (count < 2) return wallets;
        WalletList storage list = _wallets[registry][found.investor()];
        for (uint256 i = 0; i < count; ++i) wallets[i] = list.walletAt(i);
    }

    /// @inheritdoc IRegistries
    function tokensOf(uint32 registry, address wallet) external view returns (uint256 tokens) {
        return _tokensOf(registry, _records[registry][wallet]);
    }

    /// @inheritdoc IRegistries
    function registryInfo(uint32 registry) external view returns (address authority, bytes32 scheme, uint64 investors) {
        Registry storage info = _registries[registry];
        return (info.authority, info.scheme, info.investors);
    }

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
        return
            (_holders[token][investor / Shape.HOLDERS_PER_WORD] >> (2 * (investor % Shape.HOLDERS_PER_WORD))) & 1 != 0;
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
