// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Registry} from "../WeighbridgeStorage.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {Counts} from "../types/Counts.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {InvestorFacts, Record, RecordLibrary} from "../types/Record.sol";
import {WalletList, WalletListLibrary} from "../types/WalletList.sol";
import {Enrolments} from "./Enrolments.sol";
import {RegistryBase} from "./RegistryBase.sol";
import {TokenReads} from "./TokenReads.sol";

/// @title Who the investors are: registries, wallets, facts
/// @notice The part of `WeighbridgeAdmin` that writes records.
/// @dev Every function that writes begins with who may.
abstract contract Registries is RegistryBase, IRegistries {
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

    /* ENROLMENT */

    /// @inheritdoc IRegistries
    function enrol(
        uint32 registry,
        Enrolment calldata enrolment
    ) external byRegistry(registry) returns (uint64 investor) {
        investor = Enrolments.takeNumbers(_registries[registry], registry, 1);
        Enrolments.write(_records[registry], _wallets[registry], registry, investor, enrolment);
    }

    /// @inheritdoc IRegistries
    function enrolBatch(
        uint32 registry,
        Enrolment[] calldata enrolments
    ) external byRegistry(registry) returns (uint64 first) {
        uint256 count = enrolments.length;
        first = Enrolments.takeNumbers(_registries[registry], registry, count);
        mapping(address => Record) storage records = _records[registry];
        mapping(uint64 => WalletList) storage lists = _wallets[registry];
        unchecked {
            for (uint256 i = 0; i < count; ++i) {
                Enrolments.write(records, lists, registry, first + uint64(i), enrolments[i]); // fits: below 2**32
            }
        }
    }

    /* WALLETS */

    /// @inheritdoc IRegistries
    function bind(uint32 registry, address known, address wallet) external byRegistry(registry) {
        Record old = _known(registry, known);
        uint256 count = old.wallets();
        if (count == WalletListLibrary.MOST) revert WalletsOutOfRange(count + 1, WalletListLibrary.MOST);
        Enrolments.checkFree(registry, wallet, _records[registry][wallet]);
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
    function unbind(uint32 registry, address wallet, address[] calldata tokens) external byRegistry(registry) {
        Record old = _known(registry, wallet);
        if (old.wallets() > 1) _checkEmpty(registry, wallet, old, tokens);
        else if (old.tokensHeld() != 0) revert WalletNotEmpty(registry, wallet, old.tokensHeld());
        _records[registry][wallet] = RecordLibrary.unbound();
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

    /// @dev Asks every token that the investor holds. How many tokens a wallet among several holds, a token that lies may have spoiled.
    function _checkEmpty(uint32 registry, address wallet, Record old, address[] calldata tokens) private view {
        uint64 investor = old.investor();
        uint256 found = 0;
        for (uint256 i = 0; i < tokens.length; ++i) {
            address token = _listed(registry, tokens, i);
            if (!_holds(token, investor)) continue;
            ++found;
            (bool readable, uint256 units) = TokenReads.balanceOf(token, wallet);
            if (!readable) revert ITokens.BalanceUnreadable(token, wallet);
            if (units != 0) revert WalletHoldsUnits(registry, wallet, token, units);
        }
        _checkFound(registry, old, found);
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

    /* FACTS */

    /// @inheritdoc IRegistries
    function update(uint32 registry, address wallet, InvestorFacts calldata facts) external byRegistry(registry) {
        Record old = _known(registry, wallet);
        if (facts.country != old.country() || facts.lane != old.lane()) {
            uint256 tokens = _tokensOf(registry, old);
            if (tokens != 0) revert HolderReclassified(registry, old.investor(), tokens);
        }
        InvestorFacts memory kept = Enrolments.checkedFacts(old, facts);
        Enrolments.setFacts(_records[registry], _wallets[registry], registry, wallet, kept);
    }

    /// @inheritdoc IRegistries
    function reclassify(
        uint32 registry,
        address wallet,
        InvestorFacts calldata facts,
        address[] calldata tokens
    ) external byRegistry(registry) {
        Record old = _known(registry, wallet);
        uint64 investor = old.investor();
        InvestorFacts memory kept = Enrolments.checkedFacts(old, facts);
        Enrolments.setFacts(_records[registry], _wallets[registry], registry, wallet, kept);
        uint256 found = 0;
        for (uint256 i = 0; i < tokens.length; ++i) {
            address token = _listed(registry, tokens, i);
            if (!_holds(token, investor)) continue;
            ++found;
            _recount(token, old, facts);
        }
        _checkFound(registry, old, found);
    }

    /// @dev Moves a holder from the lane and country of `old` to those of `facts`.
    function _recount(address token, Record old, InvestorFacts calldata facts) private {
        _uncount(token, old.country(), old.lane());
        _count(token, facts.country, facts.lane);
        if (Counts.unwrap(_ownersBehind[token][old.investor()]) != 0) {
            _lookedThrough[token] = _lookedThrough[token].minusOne(old.lane()).plusOne(facts.lane);
        }
    }

    /* VIEWS */

    /// @inheritdoc IRegistries
    function record(uint32 registry, address wallet) external view returns (Record) {
        return _records[registry][wallet];
    }

    /// @inheritdoc IRegistries
    function walletsOf(uint32 registry, address wallet) external view returns (address[] memory wallets) {
        return _walletsOf(registry, wallet, _records[registry][wallet]);
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

    function _checkAuthority(address authority) internal view {
        if (authority.code.length == 0) revert AuthorityInvalid(authority);
    }
}
