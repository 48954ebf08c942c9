// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IMeters} from "../interfaces/IMeters.sol";
import {FlowLedger} from "../rules/FlowLedger.sol";
import {Flow} from "../types/Flow.sol";
import {Kinds} from "../types/Kinds.sol";
import {Meter, PersonalLimit} from "../types/Meter.sol";
import {FlowBook} from "./FlowBook.sol";
import {MeterBook, Running} from "./MeterBook.sol";

/// @title What flowed by two investors who are one
/// @notice The part of `WeighbridgeMeters` that a merge calls.
abstract contract FlowJoins is MeterBook, IMeters {
    /// @inheritdoc IMeters
    function joinFlows(address[] calldata tokens, uint64 gone) external {
        for (uint256 i = 0; i < tokens.length; ++i) {
            address token = tokens[i];
            uint64 stays = _heirOf(_tokens[token].registry(), gone);
            Running[] memory meters = _metersOf(token);
            for (uint256 j = 0; j < meters.length; ++j) _joinMeter(token, meters[j], stays, gone);
            _joinLimits(_personalLimits[token], stays, gone);
        }
    }

    /// @dev In whom an investor's number has gone up in the end.
    function _heirOf(uint32 registry, uint64 gone) private view returns (uint64 heir) {
        heir = _aliases[registry][gone];
        if (heir == 0) revert InvestorNotMerged(registry, gone);
        for (uint64 next = heir; next != 0; next = _aliases[registry][next]) heir = next;
    }

    /// @dev A second time nothing is left to join. Marks of groups `merge` has joined.
    function _joinMeter(address token, Running memory meter, uint64 stays, uint64 goes) private {
        uint256 kind = meter.rule.kind();
        if (kind == Kinds.MOST_PURCHASERS) _joinPurchases(token, meter.key, stays, goes);
        else if (kind != Kinds.MOST_GROUP_SHARE) _joinLedgers(token, meter.key, stays, goes);
    }

    function _joinLedgers(address token, bytes32 key, uint64 stays, uint64 goes) private {
        Meter memory meter = _meters[token][key];
        mapping(uint64 => uint256[4]) storage ledger = _flows[token][_ledgerOf(token, key)];
        Flow[] memory more = FlowBook.read(ledger[goes]);
        if (more.length == 0) return;
        Flow[] memory joined = FlowLedger.join(FlowBook.read(ledger[stays]), more);
        FlowLedger.dropBefore(joined, _firstKept(meter));
        FlowBook.write(ledger[goes], new Flow[](0));
        _writeFolded(token, key, stays, ledger[stays], joined);
    }

    /// @dev The later of two purchases stays.
    function _joinPurchases(address token, bytes32 key, uint64 stays, uint64 goes) private {
        bytes32 ledger = _ledgerOf(token, key);
        uint256 last = _lastPurchase(token, key, ledger, goes);
        if (last == 0) return;
        _addPurchase(token, key, goes, 0);
        if (last > _lastPurchase(token, key, ledger, stays)) _addPurchase(token, key, stays, last);
    }

    /// @dev Of two limits that were attested of one person, the lower one, with its time; one that is stale stands for nothing.
    function _joinLimits(mapping(uint64 investor => PersonalLimit) storage limits, uint64 stays, uint64 goes) private {
        PersonalLimit memory its = limits[goes];
        if (its.until == 0) return;
        delete limits[goes];
        if (block.timestamp >= its.until) return;
        PersonalLimit storage kept = limits[stays];
        if (block.timestamp >= kept.until || its.units < kept.units) limits[stays] = its;
    }
}
