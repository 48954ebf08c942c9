// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WeighbridgeStorage} from "../WeighbridgeStorage.sol";
import {Restricted} from "../access/Restricted.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {Shape} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {WalletList} from "../types/WalletList.sol";
import {Enrolments} from "./Enrolments.sol";

/// @title What every part that writes records starts from
/// @notice Who may, what is recorded already, and the books of holders where no movement keeps them.
abstract contract RegistryBase is WeighbridgeStorage, Restricted {
    /// @dev Status bits 0 to 23; the others are roles.
    uint32 internal constant EVIDENCE = 0x00FFFFFF;

    modifier byRegistry(uint32 registry) {
        _checkRestricted(Enrolments.authorityOf(_registries[registry], registry));
        _;
    }

    function _known(uint32 registry, address wallet) internal view returns (Record found) {
        found = _records[registry][wallet];
        if (!found.isKnown()) revert IRegistries.WalletNotRecorded(registry, wallet);
    }

    /// @dev How many holder bits the investor has, in tokens of the registry.
    function _tokensOf(uint32 registry, Record found) internal view returns (uint256) {
        return found.wallets() > 1 ? _wallets[registry][found.investor()].tokens : found.tokensHeld();
    }

    function _holds(address token, uint64 investor) internal view returns (bool) {
        uint256 word = _holders[token][investor / Shape.HOLDERS_PER_WORD];
        return (word >> (2 * (investor % Shape.HOLDERS_PER_WORD))) & 1 != 0;
    }

    function _setHolderBit(address token, uint64 investor, bool holds) internal {
        mapping(uint256 => uint256) storage words = _holders[token];
        uint256 index = investor / Shape.HOLDERS_PER_WORD;
        uint256 bit = 1 << (2 * (investor % Shape.HOLDERS_PER_WORD));
        words[index] = holds ? words[index] | bit : words[index] & ~bit;
    }

    /// @dev One holder more in a country and lane, and in all.
    function _count(address token, uint256 country, uint256 lane) internal {
        _counts[token][country] = _counts[token][country].plusOne(lane);
        _totals[token] = _totals[token].plusOne(lane);
    }

    /// @dev One holder fewer, who was counted there.
    function _uncount(address token, uint256 country, uint256 lane) internal {
        _counts[token][country] = _counts[token][country].minusOne(lane);
        _totals[token] = _totals[token].minusOne(lane);
    }

    function _walletsOf(
        uint32 registry,
        address wallet,
        Record found
    ) internal view returns (address[] memory wallets) {
        uint256 count = found.wallets();
        wallets = new address[](count);
        if (count == 1) wallets[0] = wallet;
        if (count < 2) return wallets;
        WalletList storage list = _wallets[registry][found.investor()];
        for (uint256 i = 0; i < count; ++i) wallets[i] = list.walletAt(i);
    }

    /// @dev The token at `index` of a list that must ascend strictly, and name tokens of the registry only.
    function _listed(uint32 registry, address[] calldata tokens, uint256 index) internal view returns (address token) {
        token = tokens[index];
        if (token <= (index == 0 ? address(0) : tokens[index - 1])) revert IRegistries.TokensUnsorted(index);
        uint32 home = _tokens[token].registry();
        if (home != registry) revert IRegistries.TokenOfOtherRegistry(registry, token, home);
    }

    /// @dev A list was complete if as many of its tokens are held as are held in all.
    function _checkFound(uint32 registry, Record investor, uint256 found) internal view {
        uint256 held = _tokensOf(registry, investor);
        if (found != held) revert IRegistries.TokensMissing(registry, investor.investor(), found, held);
    }
}
