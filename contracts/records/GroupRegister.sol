// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IGroupShares} from "../interfaces/IGroupShares.sol";
import {ILots} from "../interfaces/ILots.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {GroupMark, GroupSums} from "../types/GroupMark.sol";
import {Kinds, Shape, TokenFlags} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {Group} from "./GroupBook.sol";
import {MeterBook, Running} from "./MeterBook.sol";
import {TokenReads} from "./TokenReads.sol";

/// @title What keeps the share of a group right where nothing moves
/// @notice The part of `WeighbridgeMeters` that counts investors anew, and takes what a transfer agent states of them.
abstract contract GroupRegister is MeterBook, IGroupShares {
    /// @inheritdoc IGroupShares
    function syncGroup(address token, bytes32 meter, address[] calldata wallets) external {
        Group memory group = _countedGroup(token, meter);
        uint32 registry = _tokens[token].registry();
        uint256 before = _groupSums[token][group.ledger].counted;
        for (uint256 i = 0; i < wallets.length; ++i) {
            _sync(token, group, wallets[i], _known(registry, wallets[i]));
        }
        _tellIfCounted(token, group, before);
    }

    /// @inheritdoc IGroupShares
    function setGroupWeight(
        address token,
        bytes32 meter,
        address wallet,
        uint256 weight,
        bytes32 instrument
    ) external byAuthorityOf(token) {
        if (instrument == 0) revert ILots.EvidenceMissing();
        if (weight > Shape.BASIS_POINTS) revert WeightAboveWhole(weight, Shape.BASIS_POINTS);
        Group memory group = _countedGroup(token, meter);
        Record found = _known(_tokens[token].registry(), wallet);
        uint64 investor = found.investor();
        emit GroupWeightSet(token, meter, investor, _groupWeights[token][meter][investor], weight, instrument);
        _groupWeights[token][meter][investor] = uint16(weight); // fits: at most 10,000
        uint256 before = _groupSums[token][group.ledger].counted;
        _sync(token, group, wallet, found);
        _tellIfCounted(token, group, before);
    }

    /// @inheritdoc IGroupShares
    /// @dev A token of another registry `merge` refuses afterwards.
    function joinMarks(address[] calldata tokens, address kept, address gone) external {
        uint64 merging = _merging;
        if (merging == 0) revert NotMerging();
        for (uint256 i = 0; i < tokens.length; ++i) {
            uint32 registry = _tokens[tokens[i]].registry();
            (Record stays, Record goes) = (_records[registry][kept], _records[registry][gone]);
            if (goes.investor() != merging || !stays.isKnown()) continue;
            Running[] memory meters = _metersOf(tokens[i]);
            for (uint256 j = 0; j < meters.length; ++j) {
                if (meters[j].rule.kind() != Kinds.MOST_GROUP_SHARE) continue;
                _joinMarks(tokens[i], _groupOf(tokens[i], meters[j]), kept, stays, gone, goes);
            }
        }
    }

    /// @inheritdoc IGroupShares
    function groupSums(address token, bytes32 meter) external view returns (GroupSums memory sums) {
        if (_isRunning(token, meter)) sums = _groupSums[token][_ledgerOf(token, meter)];
    }

    /// @inheritdoc IGroupShares
    function groupMark(
        address token,
        bytes32 meter,
        address wallet
    ) external view returns (bool counted, bool excluded, uint256 weight, uint256 stated) {
        uint64 investor = _records[_tokens[token].registry()][wallet].investor();
        stated = _groupWeights[token][meter][investor];
        if (!_isRunning(token, meter)) return (false, false, 0, stated);
        GroupMark memory mark = _groupMarks[token][_ledgerOf(token, meter)][investor];
        return (mark.counted, mark.excluded, mark.weight, stated);
    }

    function _countedGroup(address token, bytes32 meter) private view returns (Group memory group) {
        (bool found, Running memory behind) = _meterBehind(token, meter);
        if (!found || behind.rule.kind() != Kinds.MOST_GROUP_SHARE) revert GroupNotCounted(token, meter);
        group = _groupOf(token, behind);
        if (!_tokens[token].has(TokenFlags.IMPORTING)) return group;
        // Until then wallets with units may still come to an investor, unseen.
        (uint256 seeded, uint256 supply) = (_seeded[token].seeded(), _seeded[token].supply());
        revert IReasons.TokenImporting(Shape.BUILT_IN_RULE, token, seeded, supply);
    }

    function _tellIfCounted(address token, Group memory group, uint256 before) private {
        uint256 counted = _groupSums[token][group.ledger].counted;
        if (counted == before) return;
        (bool readable, uint256 supply) = TokenReads.totalSupply(token);
        if (!readable) revert ITokens.SupplyUnreadable(token);
        if (counted == supply) emit GroupCounted(token, group.meter, supply);
    }
}
