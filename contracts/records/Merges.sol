// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMerges} from "../interfaces/IMerges.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {Lots} from "../rules/Lots.sol";
import {Counts} from "../types/Counts.sol";
import {Needs, Shape, States, TokenFlags} from "../types/Kinds.sol";
import {Lot} from "../types/Lot.sol";
import {ProgramLibrary} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {WalletList, WalletListLibrary} from "../types/WalletList.sol";
import {LotBook} from "./LotBook.sol";
import {RegistryBase} from "./RegistryBase.sol";

/// @title Two investors who are one
/// @notice The part of `WeighbridgeEnrolment` that merges investors.
abstract contract Merges is RegistryBase, IMerges {
    /// @inheritdoc IMerges
    function merge(
        uint32 registry,
        address kept,
        address gone,
        address[] calldata tokens
    ) external byRegistry(registry) {
        Record stays = _known(registry, kept);
        Record goes = _known(registry, gone);
        _checkTwo(registry, stays, goes);
        _checkNoSuspense(kept, stays);
        _checkNoSuspense(gone, goes);
        _merging = goes.investor();
        _joinMarks(tokens, kept, gone);
        _merging = 0;
        address[] memory wallets = _walletsOf(registry, gone, goes);
        (uint256 found, uint256 shared) = (0, 0);
        for (uint256 i = 0; i < tokens.length; ++i) {
            address token = _listed(registry, tokens, i);
            _checkNothingHeld(token, wallets);
            if (!_holds(token, goes.investor())) continue;
            ++found;
            _joinLots(token, kept, stays, gone, goes);
            if (_joinHolders(token, stays, goes)) ++shared;
        }
        _checkFound(registry, goes, found);
        _joinWallets(registry, kept, stays, wallets, found - shared);
        _retire(registry, stays, goes);
        _joinFlows(tokens, goes.investor());
    }

    /// @inheritdoc IMerges
    function aliasOf(uint32 registry, uint64 investor) external view returns (uint64 kept) {
        return _aliases[registry][investor];
    }

    /// @dev While both are still two: `IGroupShares.joinMarks`, of another half.
    function _joinMarks(address[] calldata tokens, address kept, address gone) internal virtual;

    /// @dev What flowed by who is gone flowed by who stays: `IMeters.joinFlows`, of another half.
    function _joinFlows(address[] calldata tokens, uint64 gone) internal virtual;

    function _checkTwo(uint32 registry, Record stays, Record goes) private pure {
        (uint64 kept, uint64 gone) = (stays.investor(), goes.investor());
        if (kept == gone) revert InvestorsSame(registry, kept);
        if (stays.isBlocked() != goes.isBlocked()) revert BlockNotShared(registry, kept, gone);
        if (goes.states() & States.LEVERAGED != 0) revert InvestorLeveraged(registry, gone);
        uint256 count = stays.wallets() + goes.wallets();
        if (count > WalletListLibrary.MOST) revert IRegistries.WalletsOutOfRange(count, WalletListLibrary.MOST);
    }

    /// @dev What waits in a suspense account is of many, and of nobody who could be one person with another.
    function _checkNoSuspense(address wallet, Record found) private pure {
        if (found.isSuspense()) revert IReasons.SuspenseAccount(Shape.BUILT_IN_RULE, wallet, 1, 0);
    }

    function _checkNothingHeld(address token, address[] memory wallets) private view {
        if (!_tokens[token].has(TokenFlags.WALLET_STATES)) return;
        for (uint256 i = 0; i < wallets.length; ++i) {
            uint256 units = _walletStates[token][wallets[i]].held();
            if (units != 0) revert UnitsHeld(token, wallets[i], units);
        }
    }

    /// @dev Before anything else of the two is changed. While a token is imported nobody's lots are kept yet, and what either of the two has in
    /// wallets that are not seeded must not be left out of them.
    function _joinLots(address token, address kept, Record stays, address gone, Record goes) private {
        TokenConfig config = _tokens[token];
        if (!config.has(TokenFlags.METERED) || config.has(TokenFlags.IMPORTING)) return;
        (uint64 ofStays, uint64 ofGoes) = (stays.investor(), goes.investor());
        if (!_hasLots(token, ofStays) && !_hasLots(token, ofGoes)) return; // one lot each, of one day: together one lot
        Lot[] memory joined = Lots.join(_lotsOf(token, kept, stays), _lotsOf(token, gone, goes));
        LotBook.write(_holders[token], _lots[token][ofGoes], ofGoes, new Lot[](0));
        LotBook.write(_holders[token], _lots[token][ofStays], ofStays, joined);
    }

    /// @dev Makes two holders of one token one.
    /// @return both Whether the one who stays held it before.
    function _joinHolders(address token, Record stays, Record goes) private returns (bool both) {
        if (_limitsPositions(_tokens[token].program()) || _limitsPositions(_terms[token].nextProgram)) {
            revert PositionsOpen(token, goes.investor());
        }
        if (Counts.unwrap(_ownersBehind[token][goes.investor()]) != 0) revert OwnersBehind(token, goes.investor());
        both = _holds(token, stays.investor());
        _setHolderBit(token, goes.investor(), false);
        _uncount(token, goes.country(), goes.lane());
        if (both) return true;
        _setHolderBit(token, stays.investor(), true);
        _count(token, stays.country(), stays.lane());
    }

    /// @dev Zero is the address of no program, and has no rules.
    function _limitsPositions(address source) private view returns (bool) {
        return ProgramLibrary.load(source).needs() & Needs.POSITIONS != 0;
    }

    /// @dev Each wallet keeps its own number of tokens; everything else in its record is of the one who stays.
    /// @param more How many tokens the one who stays holds more than before.
    function _joinWallets(uint32 registry, address kept, Record stays, address[] memory wallets, uint256 more) private {
        mapping(address => Record) storage records = _records[registry];
        WalletList storage list = _wallets[registry][stays.investor()];
        uint256 before = stays.wallets();
        uint256 count = before + wallets.length;
        if (before == 1) {
            list.first = kept;
            list.tokens = uint32(stays.tokensHeld());
        }
        list.tokens += uint32(more); // fits: a registry has fewer than 2**32 tokens
        for (uint256 i = 0; i < before; ++i) {
            address wallet = list.walletAt(i);
            records[wallet] = records[wallet].withWallets(count);
        }
        Record joined = stays.withWallets(count);
        for (uint256 i = 0; i < wallets.length; ++i) {
            address wallet = wallets[i];
            list.setWallet(before + i, wallet);
            records[wallet] = joined.withTokensHeld(records[wallet].tokensHeld());
        }
    }

    /// @dev No wallet has the number any more, and none will: what was attested of it, or reserved for it, reaches nobody.
    function _retire(uint32 registry, Record stays, Record goes) private {
        (uint64 kept, uint64 gone) = (stays.investor(), goes.investor());
        delete _wallets[registry][gone];
        _aliases[registry][gone] = kept;
        // Of one person, what was said later counts, of whichever number it was said.
        uint48 asOf = _attested[registry][gone].asOf;
        if (asOf > _attested[registry][kept].asOf) _attested[registry][kept].asOf = asOf;
        emit InvestorsMerged(registry, kept, gone, stays.allFacts(), goes.allFacts());
    }
}
