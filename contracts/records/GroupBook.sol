// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IGroupShares} from "../interfaces/IGroupShares.sol";
import {ILots} from "../interfaces/ILots.sol";
import {Changes} from "../rules/Changes.sol";
import {GroupStanding} from "../rules/GroupStanding.sol";
import {GroupMark, GroupSums} from "../types/GroupMark.sol";
import {Movement} from "../types/Movement.sol";
import {Program} from "../types/Program.sol";
import {Reading} from "../types/Reading.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {RegistryBase} from "./RegistryBase.sol";
import {TokenReads} from "./TokenReads.sol";

/// @notice The meter of a group: its key, the ledger that its sums and marks lie under, and a rule that reads it, of a program.
struct Group {
    bytes32 meter;
    bytes32 ledger;
    Program program;
    Rule rule;
}

/// @notice An investor whose mark may have to change.
/// @param units In all its wallets; read only if the mark changes.
struct Weighed {
    GroupMark old;
    GroupMark now_;
    uint256 units;
    bool readable;
}

/// @title How the share of a group is counted
/// @dev Units go from mark to mark: with a movement, when an investor's facts have changed, and when two investors become one. What is not counted has an
/// empty mark. Balances are asked of the token before it writes them: they are those before the movement.
abstract contract GroupBook is RegistryBase {
    using GroupStanding for GroupMark;

    /// @dev What the sums would be with both parties as they are now.
    function _groupReading(
        Group memory group,
        Movement memory movement,
        Record sender,
        Record receiver
    ) internal view returns (Reading memory reading) {
        address token = movement.token;
        GroupSums storage sums = _groupSums[token][group.ledger];
        (reading.used, reading.beside) = (sums.weighted, sums.excluded);
        if (Changes.hasSender(movement.kind)) {
            GroupMark memory mark = _show(reading, token, group, movement.from, sender);
            (reading.fromWeight, reading.fromBeside) = (mark.weight, mark.excluded ? 1 : 0);
        }
        if (Changes.hasReceiver(movement.kind)) {
            GroupMark memory mark = _show(reading, token, group, movement.to, receiver);
            (reading.toWeight, reading.toBeside) = (mark.weight, mark.excluded ? 1 : 0);
        }
    }

    /// @dev A holding that the token does not tell could be anything: then nothing more may come to the group.
    function _show(
        Reading memory reading,
        address token,
        Group memory group,
        address wallet,
        Record record
    ) private view returns (GroupMark memory mark) {
        Weighed memory party = _weighParty(token, group, wallet, record);
        mark = party.now_;
        reading.used =
            party.readable ? GroupStanding.weighted(reading.used, party.units, party.old, mark) : type(uint128).max;
        reading.beside = GroupStanding.excluded(reading.beside, party.units, party.old, mark);
    }

    /// @dev Of two different investors, or of one and the issuer.
    function _recordGroup(Group memory group, Movement memory movement, Record sender, Record receiver) internal {
        address token = movement.token;
        GroupMark memory from;
        GroupMark memory to;
        if (Changes.hasSender(movement.kind)) from = _sync(token, group, movement.from, sender);
        if (Changes.hasReceiver(movement.kind)) to = _sync(token, group, movement.to, receiver);
        _shift(_groupSums[token][group.ledger], movement.amount, from, to);
    }

    /// @dev Brings the mark of the investor who has `wallet` up to date.
    function _sync(
        address token,
        Group memory group,
        address wallet,
        Record record
    ) internal returns (GroupMark memory mark) {
        Weighed memory party = _weighParty(token, group, wallet, record);
        if (!party.readable) revert ILots.HoldingUnreadable(token, wallet);
        mark = party.now_;
        if (party.old.same(mark)) return mark;
        uint64 investor = record.investor();
        _groupMarks[token][group.ledger][investor] = mark;
        _shift(_groupSums[token][group.ledger], party.units, party.old, mark);
        emit IGroupShares.InvestorWeighed(token, group.meter, investor, party.units, mark.weight, mark.excluded);
    }

    /// @dev Before anything else of two investors is changed who become one, with the facts of the one who stays.
    function _joinMarks(
        address token,
        Group memory group,
        address kept,
        Record stays,
        address gone,
        Record goes
    ) internal {
        mapping(uint64 investor => GroupMark) storage marks = _groupMarks[token][group.ledger];
        (GroupMark memory old, GroupMark memory none) = (marks[goes.investor()], marks[0]);
        if (!old.counted && !marks[stays.investor()].counted) return; // both are still to be counted
        GroupMark memory mark = _sync(token, group, kept, stays);
        _shift(_groupSums[token][group.ledger], _holding(token, gone, goes), old, mark);
        marks[goes.investor()] = none;
    }

    function _shift(GroupSums storage sums, uint256 units, GroupMark memory from, GroupMark memory to) private {
        if (from.weight != to.weight) sums.weighted = GroupStanding.weighted(sums.weighted, units, from, to);
        if (from.excluded != to.excluded) sums.excluded = GroupStanding.excluded(sums.excluded, units, from, to);
        if (from.counted != to.counted) sums.counted = GroupStanding.counted(sums.counted, units, from, to);
    }

    function _weighParty(
        address token,
        Group memory group,
        address wallet,
        Record record
    ) private view returns (Weighed memory party) {
        uint64 investor = record.investor();
        party.readable = true;
        if (investor == 0) return party; // nobody: the movement is refused for it
        party.old = _groupMarks[token][group.ledger][investor];
        party.now_ = GroupStanding.markOf(group.program, group.rule, record);
        if (party.now_.weight != 0) {
            uint16 stated = _groupWeights[token][group.meter][investor];
            if (stated != 0) party.now_.weight = stated;
        }
        if (party.old.same(party.now_)) return party;
        address[] memory wallets = _walletsOf(_tokens[token].registry(), wallet, record);
        for (uint256 i = 0; i < wallets.length && party.readable; ++i) {
            uint256 units;
            (party.readable, units) = TokenReads.balanceOf(token, wallets[i]);
            party.units += units; // fits: 8 balances below 2**112
        }
    }
}
