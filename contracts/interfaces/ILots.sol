// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Counts} from "../types/Counts.sol";
import {Lot} from "../types/Lot.sol";
import {Tranches} from "../types/Tranches.sol";

/// @title Since when, and from which sale, investors hold their units; and who stands behind intermediaries
/// @notice A token keeps lots from the moment at which a program that judges them is scheduled, and never ceases to. That program takes effect, at
/// its time, only once the lots are complete: at once if nobody held units, otherwise when the transfer agent says that all are in. What nobody
/// brought counts as acquired on the day on which the keeping began, of origin 0. Lots of an investor are of all its wallets together, at most
/// eight; the oldest move first. A ninth folds two of one origin into the later day: the pair that moves the fewest units by the fewest days.
interface ILots {
    event MeteringStarted(address indexed token, uint32 startDay, bool complete);
    event LotsCompleted(address indexed token, address indexed caller);
    /// @notice The lots of an investor were replaced. instrument: hash of the evidence for it.
    event LotsSet(address indexed token, uint64 indexed investor, Lot[] oldLots, Lot[] newLots, bytes32 instrument);
    /// @notice closedOn: days since 1970-01-01, UTC; 0: it is not closed after all. instrument: hash of the certificate.
    event TrancheClosed(address indexed token, uint8 indexed origin, uint256 closedOn, bytes32 instrument);
    /// @notice The issuer has sold units of a closed tranche: it has to be closed anew.
    event TrancheReopened(address indexed token, uint8 indexed origin);
    /// @notice Owners per lane behind an intermediary, as its statement says. instrument: hash of the statement.
    event OwnersStated(
        address indexed token,
        uint64 indexed investor,
        Counts oldOwners,
        Counts newOwners,
        bytes32 instrument
    );

    /// @notice No program that judges lots was ever scheduled for the token.
    error LotsNotKept(address token);
    error LotsAlreadyComplete(address token);
    /// @notice A lot without units, of an unknown origin, of a day to come, or not after the one before it.
    error LotInvalid(uint256 index, Lot lot);
    error LotsAboveMost(uint256 count, uint256 most);
    /// @notice The lots do not make up what the investor holds; both in units.
    error LotsNotHolding(address token, uint64 investor, uint256 units, uint256 holding);
    /// @notice The token does not answer `balanceOf` with one word.
    error HoldingUnreadable(address token, address wallet);
    error OriginUnknown(uint256 origin, uint256 last);
    /// @notice A tranche is closed on a day that has come. Both days since 1970-01-01, UTC.
    error DayNotCome(uint256 day, uint256 today);
    error EvidenceMissing();
    /// @notice Owners are stated behind a holder.
    error NoHolder(address token, uint64 investor);
    /// @notice More owners behind all holders of the token, in all lanes together, than can be counted.
    error OwnersAboveCapacity(uint256 owners, uint256 most);

    /// @notice Says that all lots are in, once and for all: a program that judges them takes effect at its time, or now if that has passed; one
    /// that counts groups, too, by `settle` after it. Emits `LotsCompleted`. Reverts with `LotsNotKept` before the keeping began, and with
    /// `LotsAlreadyComplete`. Lots can be replaced afterwards, too.
    /// @custom:access-control The token's authority.
    function completeLots(address token) external;

    /// @notice Replaces the lots of the investor who has `wallet`: those from before the keeping began, a day of full payment, a tacked clock.
    /// Emits `LotsSet`. Reverts with `LotsNotKept`, `LotsAboveMost`, `LotInvalid`, `LotsNotHolding`, `EvidenceMissing`, `WalletNotRecorded`, with
    /// `TokenImporting` until the import of the token is complete, and with `HoldingUnreadable` if the token does not answer.
    /// @param lots At most eight, ascending by day and origin, of days that have come; together exactly what the investor holds.
    /// @param instrument Hash of the evidence; not 0.
    /// @custom:access-control The token's authority.
    function setLots(address token, address wallet, Lot[] calldata lots, bytes32 instrument) external;

    /// @notice Certifies that the distribution of a tranche ended on `day`. Emits `TrancheClosed`. A sale by the issuer reopens it, with
    /// `TrancheReopened`, as soon as the token keeps lots. Reverts with `OriginUnknown`, `DayNotCome` or `EvidenceMissing`.
    /// @param origin 0 to 6.
    /// @param day Days since 1970-01-01, UTC, not after today; 0 takes an earlier certificate back.
    /// @param instrument Hash of the certificate; not 0.
    /// @custom:access-control The token's authority.
    function closeTranche(address token, uint8 origin, uint256 day, bytes32 instrument) external;

    /// @notice States how many owners stand behind an intermediary, per lane; zero takes the statement back. Emits `OwnersStated`. They count
    /// in its place in rules on beneficial owners, until it holds nothing any more. A statement is never refused because of a rule's limit. Reverts
    /// with `NoHolder`, `OwnersAboveCapacity`, `EvidenceMissing` or `WalletNotRecorded`.
    /// @param instrument Hash of the statement; not 0.
    /// @custom:access-control The authority of the token's registry.
    function stateOwners(address token, address wallet, Counts owners, bytes32 instrument) external;

    /// @notice The lots of the investor who has `wallet`, oldest first; none while the token keeps none, and for a wallet that nobody recorded.
    /// Reverts with `HoldingUnreadable` if the lots of a holder are not written yet and the token does not answer.
    function lotsOf(address token, address wallet) external view returns (Lot[] memory lots);

    /// @return startDay Days since 1970-01-01, UTC; 0: the token keeps no lots.
    /// @return complete Whether a program that judges them may take effect.
    /// @return nextAwaits Whether a next program takes effect by more than its time: it judges lots that are not complete, or counts groups and
    /// takes effect by `settle`.
    function metering(address token) external view returns (uint32 startDay, bool complete, bool nextAwaits);

    /// @return closed On which day each tranche was closed.
    function tranches(address token) external view returns (Tranches closed);

    /// @notice Holders per lane in a country set, by the hash of its 128 bytes; right while the program in force counts it as a group, and of
    /// before otherwise.
    function groupCounts(address token, bytes32 setHash) external view returns (Counts holders);

    /// @notice Owners behind intermediaries, per lane.
    /// @return behind Owners stated behind the investor who has `wallet`. @return owners Behind all holders. @return lookedThrough Those holders.
    function ownersOf(
        address token,
        address wallet
    ) external view returns (Counts behind, Counts owners, Counts lookedThrough);
}
