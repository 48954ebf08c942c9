// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WeighbridgeStorage} from "../WeighbridgeStorage.sol";
import {Restricted} from "../access/Restricted.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {Shape} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {Enrolments} from "./Enrolments.sol";

/// @title What every part that writes records starts from
/// @notice Who may, and what is recorded already.
abstract contract RegistryBase is WeighbridgeStorage, Restricted {
    modifier byRegistry(uint32 registry) {
        _checkRestricted(Enrolments.authorityOf(_registries[registry], registry));
        _;
    }

    modifier byAuthorityOf(address token) {
        address authority = _terms[token].authority;
        if (authority == address(0)) revert ITokens.TokenUnknown(token);
        _checkRestricted(authority);
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
}
