// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IImports} from "../interfaces/IImports.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {Shape, TokenFlags} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {Seeding, SeedingLibrary} from "../types/Seeding.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {Enrolments} from "./Enrolments.sol";
import {RegistryBase} from "./RegistryBase.sol";
import {TokenReads} from "./TokenReads.sol";

/// @title Tokens that had holders before they were admitted
/// @notice The part of `WeighbridgeAdmin` that takes them into the books.
abstract contract Imports is RegistryBase, IImports {
    /// @inheritdoc IImports
    function seed(address token, address[] calldata wallets) external {
        uint32 registry = _tokens[token].registry();
        if (registry == 0) revert ITokens.TokenUnknown(token);
        _checkRestricted(Enrolments.authorityOf(_registries[registry], registry));
        TokenConfig config = _tokens[token];
        if (!config.has(TokenFlags.IMPORTING)) revert TokenNotImporting(token);
        uint256 seeded = _seeded[token].seeded();
        for (uint256 i = 0; i < wallets.length; ++i) seeded += _seedWallet(registry, token, wallets[i]);
        (bool readable, uint256 supply) = TokenReads.totalSupply(token);
        if (!readable) revert ITokens.SupplyUnreadable(token);
        if (seeded > supply) revert SeededAboveSupply(token, seeded, supply);
        _seeded[token] = SeedingLibrary.make(seeded, supply);
        if (seeded != supply) return;
        _tokens[token] = config.with(TokenFlags.IMPORTING, false);
        emit TokenImported(token, supply);
    }

    /// @inheritdoc IImports
    function importState(address token) external view returns (bool importing, uint256 seeded, uint256 supply) {
        Seeding seeding = _seeded[token];
        return (_tokens[token].has(TokenFlags.IMPORTING), seeding.seeded(), seeding.supply());
    }

    /// @inheritdoc IImports
    function isSeeded(address token, address wallet) external view returns (bool) {
        return _seededWallets[token][wallet];
    }

    /// @dev Called while the token is admitted, with `supply` units in existence.
    function _startImport(address token, uint32 registry, uint256 supply) internal {
        _tokens[token] = _tokens[token].with(TokenFlags.IMPORTING, true);
        _seeded[token] = SeedingLibrary.make(0, supply);
        emit ImportStarted(token, registry, supply);
    }

    function _seedWallet(uint32 registry, address token, address wallet) private returns (uint256 units) {
        if (_seededWallets[token][wallet]) revert WalletSeeded(token, wallet);
        Record found = _known(registry, wallet);
        bool readable;
        (readable, units) = TokenReads.balanceOf(token, wallet);
        if (!readable) revert BalanceUnreadable(token, wallet);
        if (units == 0) revert WalletEmpty(token, wallet);
        _seededWallets[token][wallet] = true;
        _fillWallet(registry, token, wallet, found);
        emit HolderSeeded(token, wallet, units);
    }

    /// @dev Keeps the books as a movement does that brings a wallet its first units.
    function _fillWallet(uint32 registry, address token, address wallet, Record found) private {
        uint256 most = Shape.MOST_TOKENS_HELD;
        if (found.tokensHeld() == most) {
            revert IReasons.TokensAboveCapacity(Shape.BUILT_IN_RULE, wallet, most + 1, most);
        }
        uint64 investor = found.investor();
        bool several = found.wallets() > 1;
        bool becomes = !_holds(token, investor);
        if (becomes || several) _records[registry][wallet] = found.heldOneMore();
        if (!becomes) return;
        _setHolderBit(token, investor, true);
        if (several) ++_wallets[registry][investor].tokens;
        _count(token, found.country(), found.lane());
    }
}
