// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILeverage} from "../interfaces/ILeverage.sol";
import {ILeverageSources} from "../interfaces/ILeverageSources.sol";
import {Changes} from "../rules/Changes.sol";
import {Shape, TokenFlags} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Record} from "../types/Record.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {WalletList} from "../types/WalletList.sol";
import {CappedCalls} from "./CappedCalls.sol";
import {RegistryBase} from "./RegistryBase.sol";

/// @title Whom the engine asks about leverage, trusting nothing
/// @notice The part of `WeighbridgeMeters` that a movement enters, if a rule on leverage binds somebody leveraged.
abstract contract LeverageSources is RegistryBase, ILeverageSources {
    uint256 private constant ANSWER_BYTES = 0x40;

    /// @inheritdoc ILeverageSources
    function setLeverageSource(address token, address source) external byAuthorityOf(token) {
        emit LeverageSourceSet(token, _leverageSources[token], source);
        _leverageSources[token] = source;
    }

    /// @inheritdoc ILeverageSources
    function leverageSource(address token) external view returns (address source) {
        return _leverageSources[token];
    }

    /// @inheritdoc ILeverageSources
    function leverageOf(Movement calldata movement) external view returns (uint256 leverage, uint256 encumbered) {
        address token = movement.token;
        TokenConfig config = _tokens[token];
        uint32 registry = config.registry();
        Record sender;
        Record receiver;
        if (Changes.hasSender(movement.kind)) sender = _leveraged(registry, movement.from);
        if (Changes.hasReceiver(movement.kind)) receiver = _leveraged(registry, movement.to);
        (uint64 from, uint64 to) = (sender.investor(), receiver.investor());
        if (from == 0 && to == 0) return (0, 0);
        bytes memory data = abi.encodeCall(ILeverage.standing, (registry, to, from, token));
        (bool answered, uint256[3] memory words) = CappedCalls.ask(_leverageSources[token], data, ANSWER_BYTES);
        if (to != 0) leverage = answered ? words[0] : type(uint256).max;
        if (from == 0) return (leverage, 0);
        encumbered = Shape.MOST_UNITS;
        if (!answered || words[1] >= encumbered) return (leverage, encumbered);
        uint256 units =
            words[1] + (config.has(TokenFlags.WALLET_STATES) ? _held(token, registry, movement.from, sender) : 0);
        if (units < encumbered) encumbered = units;
    }

    /// @dev The record, if it has the state; else nothing.
    function _leveraged(uint32 registry, address wallet) private view returns (Record found) {
        found = _records[registry][wallet];
        if (!found.isLeveraged()) return Record.wrap(0);
    }

    /// @dev Units that holds of the token bind, in all wallets of the investor. Fits: each of at most 8 is below 2**112.
    function _held(address token, uint32 registry, address wallet, Record found) private view returns (uint256 units) {
        uint256 count = found.wallets();
        if (count == 1) return _walletStates[token][wallet].held();
        WalletList storage list = _wallets[registry][found.investor()];
        for (uint256 i = 0; i < count; ++i) units += _walletStates[token][list.walletAt(i)].held();
    }
}
