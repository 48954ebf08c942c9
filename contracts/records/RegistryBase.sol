// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WeighbridgeStorage} from "../WeighbridgeStorage.sol";
import {Restricted} from "../access/Restricted.sol";
import {ILots} from "../interfaces/ILots.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {Counts} from "../types/Counts.sol";
import {HolderBits} from "../types/HolderBits.sol";
import {Lot} from "../types/Lot.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {WalletList} from "../types/WalletList.sol";
import {Enrolments} from "./Enrolments.sol";
import {LotBook} from "./LotBook.sol";
import {TokenReads} from "./TokenReads.sol";

/// @title What every part that writes records starts from
/// @notice Who may, what is recorded already, and the books of holders where no movement keeps them.
abstract contract RegistryBase is WeighbridgeStorage, Restricted {
    /// @dev Whose number is about to be merged into another one; zero outside of that call.
    uint64 internal transient _merging;

    /// @dev Status bits 0 to 23; the others are roles.
    uint32 internal constant EVIDENCE = 0x00FFFFFF;

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
        return _holders[token][HolderBits.indexOf(investor)] & HolderBits.holder(investor) != 0;
    }

    function _setHolderBit(address token, uint64 investor, bool holds) internal {
        mapping(uint256 => uint256) storage words = _holders[token];
        uint256 index = HolderBits.indexOf(investor);
        uint256 bit = HolderBits.holder(investor);
        words[index] = holds ? words[index] | bit : words[index] & ~bit;
    }

    /// @dev One holder more in a country and lane, in all, and in the groups that the program in force counts.
    function _count(address token, uint256 country, uint256 lane) internal {
        _counts[token][country] = _counts[token][country].plusOne(lane);
        _totals[token] = _totals[token].plusOne(lane);
        _countGroups(token, country, lane, true);
    }

    /// @dev One holder fewer, who was counted there.
    function _uncount(address token, uint256 country, uint256 lane) internal {
        _counts[token][country] = _counts[token][country].minusOne(lane);
        _totals[token] = _totals[token].minusOne(lane);
        _countGroups(token, country, lane, false);
    }

    function _countGroups(address token, uint256 country, uint256 lane, bool comes) private {
        TokenConfig config = _tokens[token];
        bool next = config.nextIsInForce(block.timestamp);
        address source = next ? _terms[token].nextProgram : config.program();
        if (source == address(0)) return;
        Program program = ProgramLibrary.load(source);
        uint256 groups = program.groupSets();
        for (uint256 set = 0; groups >> set != 0; ++set) {
            if ((groups >> set) & 1 == 0 || !program.setHas(set, country)) continue;
            Counts counts = _groups[token][program.setHash(set)];
            _groups[token][program.setHash(set)] = comes ? counts.plusOne(lane) : counts.minusOne(lane);
        }
    }

    /// @dev Lots of the investor whose record `found` is, in whichever of its wallets; none while the token keeps none. The token is asked only for
    /// what a holder has whose lots are not written yet.
    function _lotsOf(address token, address wallet, Record found) internal view returns (Lot[] memory lots) {
        uint256 startDay = _metering[token].startDay;
        if (startDay == 0) return lots;
        uint64 investor = found.investor();
        bool asks = _holds(token, investor) && !_hasLots(token, investor);
        uint256 holding = asks ? _holding(token, wallet, found) : 0;
        return LotBook.read(_holders[token], _lots[token][investor], investor, startDay, holding);
    }

    /// @dev Whether the investor's lots are written: until then all that it holds is one lot.
    function _hasLots(address token, uint64 investor) internal view returns (bool) {
        return _holders[token][HolderBits.indexOf(investor)] & HolderBits.metered(investor) != 0;
    }

    /// @dev Units in all wallets of the investor who has `wallet`, as the token tells.
    function _holding(address token, address wallet, Record found) internal view returns (uint256 holding) {
        address[] memory wallets = _walletsOf(_tokens[token].registry(), wallet, found);
        for (uint256 i = 0; i < wallets.length; ++i) {
            (bool readable, uint256 units) = TokenReads.balanceOf(token, wallets[i]);
            if (!readable) revert ILots.HoldingUnreadable(token, wallets[i]);
            holding += units; // fits: 8 balances below 2**112
        }
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
