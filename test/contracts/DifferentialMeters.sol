// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ISchedules} from "../../contracts/interfaces/ISchedules.sol";
import {WeighbridgeStorage} from "../../contracts/WeighbridgeStorage.sol";
import {MeterKeys} from "../../contracts/rules/MeterKeys.sol";
import {GroupMark, GroupSums} from "../../contracts/types/GroupMark.sol";
import {Meter} from "../../contracts/types/Meter.sol";
import {ProgramLibrary} from "../../contracts/types/Program.sol";
import {Rule} from "../../contracts/types/Rule.sol";

/// @notice What one meter keeps, all words. Of flows: those of subject, by whom it counts, or 0 of purchasers, of whom own is one, that bought on the
/// day last. Of a group: its sums; as what the two parties were counted last, bit 0 counted, bit 8 excluded, from bit 16 on the weight; and what was
/// stated of them, in basis points.
struct KeptMeter {
    uint256 subject;
    uint256 own;
    uint256 last;
    uint256[4] flows;
    uint256 weighted;
    uint256 excluded;
    uint256 counted;
    uint256 senderMark;
    uint256 receiverMark;
    uint256 senderStated;
    uint256 receiverStated;
}

/// @notice The part of the harness that writes and reads meters: each that a program in force or to come reads, once, in the order of their rules.
abstract contract DifferentialMeters is WeighbridgeStorage {
    error MetersDiffer(uint256 given, uint256 wanted);

    /// @dev More than the longest window.
    uint16 private constant KEPT_DAYS = 800;
    uint32 private constant EPOCH = 1;

    function _writeMeters(
        KeptMeter[] calldata meters,
        address program,
        address next,
        uint64 sender,
        uint64 receiver
    ) internal {
        bytes32[] memory keys = _keys(program, next);
        if (keys.length != meters.length) revert MetersDiffer(meters.length, keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            KeptMeter calldata kept = meters[i];
            bytes32 ledger = _ledger(keys[i]);
            _meters[address(this)][keys[i]] = Meter(0, KEPT_DAYS, 0, EPOCH, true);
            mapping(uint64 => uint256[4]) storage flows = _flows[address(this)][ledger];
            flows[uint64(kept.subject)] = kept.flows;
            if (kept.own != 0 && kept.last != 0) flows[uint64(kept.own)][0] = (kept.last << 112) | 1;
            _groupSums[address(this)][ledger] = GroupSums(
                uint128(kept.weighted),
                uint128(kept.excluded),
                uint128(kept.counted)
            );
            _writeMark(keys[i], ledger, receiver, kept.receiverMark, kept.receiverStated);
            _writeMark(keys[i], ledger, sender, kept.senderMark, kept.senderStated);
        }
    }

    function _writeMark(bytes32 key, bytes32 ledger, uint64 investor, uint256 mark, uint256 stated) private {
        if (investor == 0) return;
        _groupMarks[address(this)][ledger][investor] = GroupMark(mark & 1 != 0, mark & 0x100 != 0, uint16(mark >> 16));
        _groupWeights[address(this)][key][investor] = uint16(stated);
    }

    function _metersAfter(
        KeptMeter[] calldata meters,
        address program,
        address next,
        uint64 sender,
        uint64 receiver
    ) internal view returns (bytes memory after_) {
        bytes32[] memory keys = _keys(program, next);
        for (uint256 i = 0; i < keys.length; ++i) {
            KeptMeter calldata kept = meters[i];
            bytes32 ledger = _ledger(keys[i]);
            mapping(uint64 => uint256[4]) storage flows = _flows[address(this)][ledger];
            after_ = bytes.concat(
                after_,
                abi.encode(flows[uint64(kept.subject)], kept.own == 0 ? 0 : flows[uint64(kept.own)][0]),
                abi.encode(_groupSums[address(this)][ledger]),
                abi.encode(_mark(ledger, sender), _mark(ledger, receiver))
            );
        }
    }

    /// @notice The harness is its own authority, and lets everybody do everything.
    function canCall(address, address, bytes4) external pure returns (bool immediate, uint32 delay) {
        return (true, 0);
    }

    /// @dev Schedules the program as if none had been in force. @return started Each of its meters, as it begins.
    function _scheduledAnew(address program) internal returns (bytes memory started) {
        bytes32 id = keccak256("the program of the case");
        _programs[id] = program;
        (_terms[address(this)].authority, _terms[address(this)].nextProgram) = (address(this), address(0));
        _tokens[address(this)] = _tokens[address(this)].withProgram(address(0)).withNextFrom(0);
        ISchedules(address(this)).schedule(address(this), id, uint48(block.timestamp));
        (bytes32[] memory keys, ) = _keysOf(program);
        for (uint256 i = 0; i < keys.length; ++i) {
            if (MeterKeys.find(keys, i, keys[i]) != i) continue; // several rules read one meter
            started = bytes.concat(started, abi.encode(_meters[address(this)][keys[i]]));
        }
    }

    function _mark(bytes32 ledger, uint64 investor) private view returns (uint256) {
        GroupMark memory mark = _groupMarks[address(this)][ledger][investor];
        return (mark.counted ? 1 : 0) | (mark.excluded ? 0x100 : 0) | (uint256(mark.weight) << 16);
    }

    function _keys(address program, address next) private view returns (bytes32[] memory keys) {
        (bytes32[] memory ofCurrent, ) = _keysOf(program);
        (bytes32[] memory ofNext, ) = _keysOf(next);
        keys = new bytes32[](ofCurrent.length + ofNext.length);
        uint256 count = 0;
        for (uint256 i = 0; i < keys.length; ++i) {
            bytes32 key = i < ofCurrent.length ? ofCurrent[i] : ofNext[i - ofCurrent.length];
            if (MeterKeys.find(keys, count, key) == count) keys[count++] = key;
        }
        assembly ("memory-safe") {
            mstore(keys, count) // fits: at most what was reserved
        }
    }

    function _keysOf(address program) private view returns (bytes32[] memory keys, Rule[] memory rules) {
        if (program != address(0)) (keys, rules) = MeterKeys.all(ProgramLibrary.load(program));
    }

    function _ledger(bytes32 key) private pure returns (bytes32) {
        return keccak256(abi.encode(key, uint256(EPOCH)));
    }
}
