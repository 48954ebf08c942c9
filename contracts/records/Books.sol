// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILots} from "../interfaces/ILots.sol";
import {Acquisitions} from "../rules/Acquisitions.sol";
import {Change, Changes} from "../rules/Changes.sol";
import {Counts} from "../types/Counts.sol";
import {Facts} from "../types/Facts.sol";
import {HolderBits} from "../types/HolderBits.sol";
import {Movements, TokenFlags} from "../types/Kinds.sol";
import {Lot} from "../types/Lot.sol";
import {Movement} from "../types/Movement.sol";
import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {Tranches} from "../types/Tranches.sol";
import {WalletList} from "../types/WalletList.sol";
import {LotBook} from "./LotBook.sol";
import {WalletStates} from "./WalletStates.sol";

/// @title The books that the engine keeps of a movement that it allowed
/// @dev In most movements there is nothing to write.
abstract contract Books is WalletStates {
    /// @dev Writes what an allowed movement changes. In most movements that is nothing.
    function _keepBooks(
        Movement memory m,
        TokenConfig config,
        Program program,
        Facts memory f,
        Change memory c
    ) internal {
        uint32 registry = config.registry();
        // A token that reports what never happened moves no record of an investor whom it has not made a holder, and none twice.
        if (c.empties && f.senderHolds) {
            _records[registry][m.from] = f.sender.heldOneLess();
            if (c.ceases) _setHolder(m.token, registry, f.sender, false);
        }
        if (c.fills && (c.becomes || f.receiver.wallets() > 1)) {
            _records[registry][m.to] = f.receiver.heldOneMore();
            if (c.becomes) _setHolder(m.token, registry, f.receiver, true);
        }
        if (c.ceases || c.becomes) {
            _count(m.token, f, c);
            if (program.groupSets() != 0) _countGroups(m.token, program, f, c);
            if (c.ceases && Counts.unwrap(f.senderOwners) != 0) _forgetOwners(m.token, f);
        }
        if (config.has(TokenFlags.METERED) && m.amount != 0 && !c.withinOne) _keepLots(m, program, f);
        if (m.kind > Movements.BURN) _keepStates(m, f);
    }

    function _setHolder(address token, uint32 registry, Record record, bool holds) private {
        uint64 investor = record.investor();
        uint256 bit = HolderBits.holder(investor);
        mapping(uint256 => uint256) storage words = _holders[token];
        uint256 index = HolderBits.indexOf(investor);
        words[index] = holds ? words[index] | bit : words[index] & ~bit;
        if (record.wallets() > 1) {
            WalletList storage list = _wallets[registry][investor];
            if (holds) ++list.tokens;
            else if (list.tokens != 0) --list.tokens; // zero only if a hostile token has spoiled what `bind` copied
        }
    }

    /* COUNTS */

    function _count(address token, Facts memory f, Change memory c) private {
        uint256 from = f.sender.country();
        uint256 to = f.receiver.country();
        bool swap = c.ceases && c.becomes;
        if (swap && from == to) {
            // One takes the other's place: in the same lane nothing changes.
            if (f.sender.lane() == f.receiver.lane()) return;
            _counts[token][from] = _moved(f.senderCounts, f, true, true);
        } else {
            if (c.ceases) _counts[token][from] = _moved(f.senderCounts, f, true, false);
            if (c.becomes) _counts[token][to] = _moved(f.receiverCounts, f, false, true);
        }
        if (!swap || f.sender.lane() != f.receiver.lane()) _totals[token] = _moved(f.totals, f, c.ceases, c.becomes);
    }

    function _moved(Counts counts, Facts memory f, bool ceases, bool becomes) private pure returns (Counts) {
        if (ceases) counts = counts.minusOne(f.sender.lane());
        if (becomes) counts = counts.plusOne(f.receiver.lane());
        return counts;
    }

    function _countGroups(address token, Program program, Facts memory f, Change memory c) private {
        uint256 groups = program.groupSets();
        for (uint256 i = 0; i < f.groups.length; ++i) {
            if ((groups >> i) & 1 == 0) continue;
            bool ceases = c.ceases && program.setHas(i, f.sender.country());
            bool becomes = c.becomes && program.setHas(i, f.receiver.country());
            if (ceases || becomes) _groups[token][program.setHash(i)] = _moved(f.groups[i], f, ceases, becomes);
        }
    }

    /// @dev Who holds nothing any more holds nothing for others either.
    function _forgetOwners(address token, Facts memory f) private {
        _owners[token] = f.owners.minus(f.senderOwners);
        _lookedThrough[token] = f.lookedThrough.minusOne(f.sender.lane());
        _ownersBehind[token][f.sender.investor()] = Counts.wrap(0);
    }

    /* LOTS */

    function _keepLots(Movement memory m, Program program, Facts memory f) private {
        (Lot[] memory ofSender, Lot[] memory ofReceiver, uint256 begun) = Acquisitions.settle(program, m, f);
        if (Changes.hasSender(m.kind)) _writeLots(m.token, f.sender.investor(), ofSender);
        if (Changes.hasReceiver(m.kind)) _writeLots(m.token, f.receiver.investor(), ofReceiver);
        if (begun != 0) _reopen(m.token, begun - 1);
    }

    function _writeLots(address token, uint64 investor, Lot[] memory lots) private {
        LotBook.write(_holders[token], _lots[token][investor], investor, lots);
    }

    /// @dev What the issuer sells out of a closed tranche belongs to no closed tranche: it has to be closed anew.
    function _reopen(address token, uint256 origin) private {
        Tranches tranches = _tranches[token];
        if (tranches.closedOn(origin) == 0) return;
        _tranches[token] = tranches.withClosedOn(origin, 0);
        emit ILots.TrancheReopened(token, uint8(origin)); // fits: below 7
    }
}
