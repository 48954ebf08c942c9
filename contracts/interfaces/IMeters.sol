// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Flow} from "../types/Flow.sol";
import {Movement} from "../types/Movement.sol";
import {Reading} from "../types/Reading.sol";

/// @title What flows within a window of time
/// @notice A metered rule reads a meter: what has flowed, by whom the rule counts, on each of the last days. A meter is known by what it counts and of whom
/// (`meterOf`), not by limit or window: a changed limit goes on with the same meter, another scope begins another one. It runs from the moment at which a
/// program that reads it is scheduled until no program in force or to come reads it. A program takes effect, at its time, only once each of its meters is
/// full: it has seen the rule's whole window, or nothing can have moved before, or the transfer agent has brought what was before and said so.
/// Of an investor at most eight days are kept; a ninth folds two into the later of them: the pair that moves the fewest units by the fewest days.
interface IMeters {
    /// @notice since: from this day on everything is seen; whole: nothing was before. keptDays: what is longer ago is dropped.
    event MeterStarted(
        address indexed token,
        bytes32 indexed meter,
        uint32 epoch,
        uint256 since,
        uint256 keptDays,
        bool whole
    );
    /// @notice A rule of a longer window reads the meter: what lay before `since` may be lost.
    event MeterLengthened(address indexed token, bytes32 indexed meter, uint256 since, uint256 keptDays);
    event MetersCompleted(address indexed token, address indexed caller);
    /// @notice An investor, or 0 for purchasers, had a flow on more than eight days: the units of `day` count as of `intoDay`.
    event FlowFolded(
        address indexed token,
        bytes32 indexed meter,
        uint64 indexed subject,
        uint256 day,
        uint256 intoDay,
        uint256 units
    );
    /// @notice The flows of an investor were replaced. instrument: hash of the evidence for it.
    event FlowsSet(
        address indexed token,
        bytes32 indexed meter,
        uint64 indexed investor,
        Flow[] oldFlows,
        Flow[] newFlows,
        bytes32 instrument
    );
    /// @notice Units, and until when they may be used, unix seconds. instrument: hash of the report.
    event VolumesReported(
        address indexed token,
        uint256 weekly,
        uint256 weeklyUntil,
        uint256 daily,
        uint256 dailyUntil,
        bytes32 instrument
    );
    /// @notice Units, and until when they may be used, unix seconds. instrument: hash of the evidence.
    event PersonalLimitSet(
        address indexed token,
        uint64 indexed investor,
        uint256 oldUnits,
        uint256 oldUntil,
        uint256 newUnits,
        uint256 newUntil,
        bytes32 instrument
    );

    /// @notice No program of the token, in force or to come, reads this meter, or any.
    error MeterNotRunning(address token, bytes32 meter);
    /// @notice The program has no metered rule of this index.
    error MeterNone(address program, uint256 rule);
    /// @notice A flow without units, of a day that is not kept, or not after the one before it; of a purchaser, of more than one.
    error FlowInvalid(uint256 index, Flow flow);
    error FlowsAboveMost(uint256 count, uint256 most);
    /// @notice The registry has merged nobody of this number.
    error InvestorNotMerged(uint32 registry, uint64 investor);
    /// @notice Only the token itself tells what moved.
    error TokenNotCaller(address token, address caller);

    /// @notice Says that everything that flowed before the meters began is in, or was nothing: a program that reads them takes effect at its time, or now if
    /// that has passed; one that awaits more than meters by `settle`. Emits `MetersCompleted`. Reverts with `MeterNotRunning` if no program reads any.
    /// @custom:access-control The token's authority.
    function completeMeters(address token) external;

    /// @notice Replaces what flowed by the investor who has `wallet`: what was before the meter began, or what the chain does not know. Emits `FlowsSet`.
    /// Reverts with `MeterNotRunning`, `FlowsAboveMost`, `FlowInvalid`, `EvidenceMissing` or `WalletNotRecorded`.
    /// @param flows At most eight, ascending by day, of days within what the meter keeps. Of a meter of purchasers: the day on which the investor bought last,
    /// and 1; or none.
    /// @param instrument Hash of the evidence; not 0.
    /// @custom:access-control The token's authority.
    function setFlows(address token, bytes32 meter, address wallet, Flow[] calldata flows, bytes32 instrument) external;

    /// @notice Reports average volumes of trading. Emits `VolumesReported`. A volume that is stale counts as none. Reverts with `UnitsAboveCapacity` or
    /// `EvidenceMissing`.
    /// @param weekly Units; weeklyUntil: unix seconds from which it is stale; daily, dailyUntil: likewise.
    /// @param instrument Hash of the report; not 0.
    /// @custom:access-control The token's authority.
    function reportVolumes(
        address token,
        uint256 weekly,
        uint48 weeklyUntil,
        uint256 daily,
        uint48 dailyUntil,
        bytes32 instrument
    ) external;

    /// @notice States what the investor who has `wallet` may take in itself, in place of the rules' own limits; from `until` on those count again. Emits
    /// `PersonalLimitSet`. Reverts with `UnitsAboveCapacity`, `EvidenceMissing` or `WalletNotRecorded`.
    /// @param until Unix seconds from which it is stale; 0 takes it back.
    /// @param instrument Hash of the evidence; not 0.
    /// @custom:access-control The token's authority.
    function setPersonalLimit(address token, address wallet, uint256 units, uint48 until, bytes32 instrument) external;

    /// @notice Moves what flowed by an investor, and its personal limit, to the one into whom it was merged. `merge` calls it for the tokens that it lists;
    /// anybody may for others. Reverts with `InvestorNotMerged`.
    /// @param gone Number of the investor who was merged.
    function joinFlows(address[] calldata tokens, uint64 gone) external;

    /// @notice Called by the engine itself after a movement that it let pass: adds it to the meters. Of the caller's own units only.
    /// @dev Reverts with `TokenNotCaller`.
    function recordFlows(Movement calldata movement) external;

    /// @notice What the meters of a program show before a movement, and the average volumes that its rules measure by; whatever else stands against it.
    /// @param program The address of one; asOf: unix seconds.
    /// @return weeklyVolume Units; 0: none, it is stale, or no rule asks.
    /// @return dailyVolume Likewise.
    /// @return shown One for each metered rule of the program, in its order; all zero for one that does not bind the movement.
    function readings(
        Movement calldata movement,
        address program,
        uint256 asOf
    ) external view returns (uint256 weeklyVolume, uint256 dailyVolume, Reading[] memory shown);

    /// @notice By what the meter of a program's rule is known. Reverts with `MeterNone`.
    /// @param rule Its index.
    function meterOf(address program, uint256 rule) external view returns (bytes32 meter);

    /// @return running Whether a program in force or to come reads it.
    /// @return epoch Counts its beginnings.
    /// @return since From this day on it has seen, or been told, everything; days since 1970-01-01, UTC.
    /// @return keptDays What is longer ago is dropped.
    /// @return whole Nothing was before `since`.
    function meterState(
        address token,
        bytes32 meter
    ) external view returns (bool running, uint32 epoch, uint256 since, uint256 keptDays, bool whole);

    /// @notice What flowed by the investor who has `wallet`, oldest first; of the zero address: by all, which only meters of purchasers count. None while the
    /// meter does not run.
    function flowsOf(address token, bytes32 meter, address wallet) external view returns (Flow[] memory flows);

    /// @notice Average volumes as last reported, and from when each is stale.
    function volumes(
        address token
    ) external view returns (uint256 weekly, uint256 weeklyUntil, uint256 daily, uint256 dailyUntil);

    /// @notice What the investor who has `wallet` may take in, as attested last, and from when that is stale.
    function personalLimit(address token, address wallet) external view returns (uint256 units, uint256 until);
}
