// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {GroupSums} from "../types/GroupMark.sol";

/// @title What a group of investors holds together
/// @notice A rule of kind `mostGroupShare` reads a meter that counts the units of a group's members, each by its weight, and those of who is excluded. It
/// counts by marks: as what each investor was counted last. A movement brings the marks of its two parties up to date, `syncGroup` those of anybody, and
/// until then a changed fact changes no sum. The program takes effect, at its time and by `settle`, once everybody's units are counted: as many as there are.
/// Meters are known as in `IMeters`.
interface IGroupShares {
    /// @notice As what the investor's units count from now on. units: those that it has. weight: basis points, 0: no member.
    event InvestorWeighed(
        address indexed token,
        bytes32 indexed meter,
        uint64 indexed investor,
        uint256 units,
        uint256 weight,
        bool excluded
    );
    /// @notice Everybody's units are counted.
    event GroupCounted(address indexed token, bytes32 indexed meter, uint256 supply);
    /// @notice Basis points of a member's units that count; 0: all, since nothing is stated. instrument: hash of the evidence.
    event GroupWeightSet(
        address indexed token,
        bytes32 indexed meter,
        uint64 indexed investor,
        uint256 oldWeight,
        uint256 newWeight,
        bytes32 instrument
    );

    /// @notice No program of the token, in force or to come, reads the meter as that of a group.
    error GroupNotCounted(address token, bytes32 meter);
    /// @notice Only `merge` moves the units of one investor to the mark of another.
    error NotMerging();
    /// @notice Basis points of somebody's units.
    error WeightAboveWhole(uint256 weight, uint256 most);

    /// @notice Counts investors by their facts of now, who were not counted or have changed since. Anybody may call it. Emits `InvestorWeighed` for each
    /// whose mark changes, and `GroupCounted` when the last units are in. Reverts with `GroupNotCounted`, `WalletNotRecorded`, `HoldingUnreadable`, with
    /// `SupplyUnreadable`, and with `TokenImporting` until the import of the token is complete.
    /// @param wallets Any wallet of each.
    function syncGroup(address token, bytes32 meter, address[] calldata wallets) external;

    /// @notice States which part of a member's units counts: of an entity that holds plan assets, the part that they are of it. Emits `GroupWeightSet`, then as
    /// `syncGroup` of it. Reverts likewise, and with `WeightAboveWhole` or `EvidenceMissing`.
    /// @param wallet Any wallet of the investor.
    /// @param weight Basis points, 1 to 10,000; 0 takes the statement back: all of them count.
    /// @param instrument Hash of the evidence; not 0.
    /// @custom:access-control The token's authority.
    function setGroupWeight(address token, bytes32 meter, address wallet, uint256 weight, bytes32 instrument) external;

    /// @notice Called by the engine itself within a merge: what the one who goes has counts as what the one who stays has, in every group. Reverts with
    /// `NotMerging`, and with `HoldingUnreadable`.
    /// @param kept Any wallet of the one who stays. @param gone Of the one who goes.
    function joinMarks(address[] calldata tokens, address kept, address gone) external;

    /// @notice What is counted of a group; zeros while no program reads its meter.
    function groupSums(address token, bytes32 meter) external view returns (GroupSums memory sums);

    /// @notice As what the investor who has `wallet` is counted, and what was stated of it.
    /// @return counted Whether it is.
    /// @return excluded Whether it stands outside of both sides.
    /// @return weight Basis points; 0: no member.
    /// @return stated Basis points; 0: nothing.
    function groupMark(
        address token,
        bytes32 meter,
        address wallet
    ) external view returns (bool counted, bool excluded, uint256 weight, uint256 stated);
}
