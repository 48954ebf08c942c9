// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "../access/Halves.sol";
import {IExposures} from "../interfaces/IExposures.sol";
import {ILeverage} from "../interfaces/ILeverage.sol";
import {Venue} from "../interfaces/ILeverageVenues.sol";
import {Signatures} from "../records/Signatures.sol";
import {AggregateWord} from "../types/AggregateWord.sol";
import {Aggregate, Band, Report} from "../types/Exposures.sol";
import {VenueModes} from "../types/LeverageKinds.sol";
import {LeverageFindings} from "../types/LeverageFindings.sol";
import {LeverageStorage} from "./LeverageStorage.sol";
import {Positions} from "./Positions.sol";
import {ReportHashes} from "./ReportHashes.sol";
import {Said, Weighed} from "./Reports.sol";

/// @title Leverage and margin, of investors, over venues
/// @notice OPEN      the investor opens an account at a venue: from then on it may report.
/// REPORT    (`Reports`, `Positions`) what a venue says, or what is read of it, is weighed: levels by the table that binds it, aggregates by the difference.
/// JUDGE     (`Increases`, pure) an increase has to satisfy the venue's own margin, and the policies over all venues that are on. Nothing else is refused.
/// BOOK      account, legs, aggregates; a call opens below maintenance and closes at the cure level.
/// @dev Who may: the authority admits venues, schedules rows, maps products. Trust: a venue's word is taken for its own accounts, within its age; no
/// venue speaks for another one, or for who has no account with it. The engine's registry must have given this contract the state bit `leveraged`.
contract LeverageRegistry is Positions, IExposures {
    /// @notice The other half, `LeverageAdmin`.
    address public immutable admin;

    /// @param notice_ Seconds between scheduling and effect of what takes another's place.
    constructor(
        address engine_,
        address authority_,
        uint32 notice_,
        address admin_
    ) LeverageStorage(engine_, authority_) {
        admin = admin_;
        _settings.notice = notice_;
    }

    /// @dev Everything that moves no exposure: the other half's code on this storage.
    fallback() external {
        Halves.enter(admin);
    }

    /* REPORTS */

    /// @inheritdoc IExposures
    function mark(uint32 venue, uint32 registry, address wallet, uint256 drawn) external {
        Venue memory found = _reporting(venue, VenueModes.ON_CHAIN);
        if (drawn != 0 && msg.sender != found.reporter) revert VenueOnly(venue, msg.sender);
        Said memory said = _position(venue, found, registry, wallet, drawn);
        Weighed memory w = _weigh(found, said, false);
        LeverageFindings memory none; // no room: the first finding reverts
        _judge(found, said, w, none);
        _book(found, said, w);
        _tell(said, w);
    }

    function _tell(Said memory said, Weighed memory w) private {
        emit ExposureReported(said.venue, said.registry, said.investor, said.collateral, said.debt, w.notional);
    }

    /// @inheritdoc IExposures
    function report(Report calldata said) external {
        Venue memory venue = _reporting(said.venue, 0);
        if (msg.sender != venue.reporter) revert ReporterUnknown(said.venue, msg.sender);
        _take(said, venue);
    }

    /// @inheritdoc IExposures
    function reportSigned(Report calldata said, bytes calldata signature) external {
        Venue memory venue = _reporting(said.venue, 0);
        Signatures.check(venue.reporter, ReportHashes.ofReport(said), signature);
        _take(said, venue);
    }

    /// @inheritdoc IExposures
    function reportBand(Band calldata said) external {
        Venue memory venue = _reporting(said.venue, VenueModes.BANDS);
        if (msg.sender != venue.reporter) revert ReporterUnknown(said.venue, msg.sender);
        _takeBand(said, venue);
    }

    /// @inheritdoc IExposures
    function reportBandSigned(Band calldata said, bytes calldata signature) external {
        Venue memory venue = _reporting(said.venue, VenueModes.BANDS);
        Signatures.check(venue.reporter, ReportHashes.ofBand(said), signature);
        _takeBand(said, venue);
    }

    function _take(Report calldata report_, Venue memory venue) private {
        Said memory said = _saidOf(report_, venue);
        Weighed memory w = _weigh(venue, said, false);
        _checkSequence(said, w, venue);
        LeverageFindings memory none; // no room: the first finding reverts
        _judge(venue, said, w, none);
        _book(venue, said, w);
        _tell(said, w);
    }

    function _takeBand(Band calldata band, Venue memory venue) private {
        Said memory said = _saidOfBand(band, venue);
        Weighed memory w = _weigh(venue, said, false);
        _checkSequence(said, w, venue);
        LeverageFindings memory none;
        _judge(venue, said, w, none);
        _book(venue, said, w);
        emit BandReported(said.venue, said.registry, said.investor, band);
    }

    /// @dev Strictly later than the last one, of a time that has come, and not too old to be relied on.
    function _checkSequence(Said memory said, Weighed memory w, Venue memory venue) private view {
        if (said.sequence <= w.old.sequence()) {
            revert ReportReplayed(said.venue, uint24(said.sequence), w.old.sequence());
        }
        if (said.asOf > block.timestamp) revert ReportFromFuture(uint48(said.asOf), block.timestamp);
        uint256 age = uint256(venue.mostAge) * DAY;
        if (said.asOf + age <= block.timestamp) revert ReportTooOld(uint48(said.asOf), block.timestamp - age + 1);
    }

    /// @inheritdoc ILeverage
    function standing(
        uint32 registry,
        uint64 receiver,
        uint64 sender,
        address token
    ) external view returns (uint256 leverage, uint256 encumbered) {
        if (receiver != 0) leverage = _sumsOf(registry, receiver).leverage();
        if (sender != 0) encumbered = _encumberedUnits[registry][sender][token];
    }

    /// @inheritdoc IExposures
    function aggregateOf(uint32 registry, uint64 investor) external view returns (Aggregate memory) {
        AggregateWord all = _sumsOf(registry, investor);
        return
            Aggregate(
                int56(all.equity()),
                uint56(all.notional()),
                uint56(all.initial()),
                all.overdue(),
                _openAccounts[registry][investor]
            ); // fits: each is a field of that many bits
    }

    /// @dev Of who is controlled: those of its head.
    function _sumsOf(uint32 registry, uint64 investor) private view returns (AggregateWord) {
        uint64 head = _heads[registry][investor];
        return _aggregates[registry][head == 0 ? investor : head].foldedTo(block.timestamp);
    }
}
