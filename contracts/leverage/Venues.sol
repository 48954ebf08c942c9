// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILeverageVenues, Venue, VenueDetails, VenueTerms} from "../interfaces/ILeverageVenues.sol";
import {LeverageBounds, VenueKinds, VenueModes, VenueStates} from "../types/LeverageKinds.sol";
import {VenueReads} from "./VenueReads.sol";

/// @title Venues: who reports, how, under which margin rules, and until when
abstract contract Venues is VenueReads, ILeverageVenues {
    uint256 private constant ALL_MODES =
        VenueModes.ON_CHAIN | VenueModes.PORTABLE | VenueModes.BANDS | VenueModes.TIERS;

    /// @inheritdoc ILeverageVenues
    function admitVenue(VenueTerms calldata terms) external restricted returns (uint32 venue) {
        if (terms.reporter == address(0)) revert VenueTermInvalid(0, 0);
        venue = ++_venueCount;
        Venue storage found = _venues[venue];
        (found.reporter, found.state) = (terms.reporter, VenueStates.OPEN);
        found.lastDay = uint16(block.timestamp / DAY); // fits until 2149
        _setTerms(found, venue, terms);
        emit VenueAdmitted(venue, terms);
    }

    /// @inheritdoc ILeverageVenues
    function setVenueTerms(uint32 venue, VenueTerms calldata terms) external restricted {
        Venue storage found = _known(venue);
        if (terms.reporter != found.reporter) revert VenueTermInvalid(0, uint160(terms.reporter));
        _setTerms(found, venue, terms);
        emit VenueTermsSet(venue, terms);
    }

    /// @inheritdoc ILeverageVenues
    function setVenueState(uint32 venue, uint8 state) external restricted {
        Venue storage found = _known(venue);
        bool ended = found.state == VenueStates.WOUND_DOWN;
        if (state < VenueStates.OPEN || state > VenueStates.SUSPENDED || ended) revert VenueTermInvalid(7, state);
        _cancelWindDown(venue);
        _setState(found, venue, state);
    }

    /// @inheritdoc ILeverageVenues
    function rotateReporter(uint32 venue, address reporter) external {
        Venue storage found = _known(venue);
        address old = found.reporter;
        if (msg.sender != old) _checkRestricted(authority);
        if (reporter == address(0)) revert VenueTermInvalid(0, 0);
        found.reporter = reporter;
        emit ReporterRotated(venue, old, reporter);
    }

    /// @inheritdoc ILeverageVenues
    function announceWindDown(uint32 venue) external restricted {
        Venue storage found = _known(venue);
        if (found.state == VenueStates.WOUND_DOWN) revert VenueSilenced(venue, found.state);
        // It reported at some time of that day.
        uint256 last = (uint256(found.lastDay) + 1) * DAY;
        if (block.timestamp < last + LeverageBounds.LEAST_SILENCE) {
            revert VenueNotSilent(venue, last, last + LeverageBounds.LEAST_SILENCE);
        }
        uint48 from = uint48(block.timestamp + LeverageBounds.WIND_DOWN_DELAY); // fits: unix seconds
        _venueDetails[venue].windDownFrom = from;
        if (found.state == VenueStates.OPEN) _setState(found, venue, VenueStates.CLOSE_ONLY);
        emit WindDownAnnounced(venue, from);
    }

    /// @inheritdoc ILeverageVenues
    function windDown(uint32 venue) external restricted {
        Venue storage found = _known(venue);
        uint48 from = _venueDetails[venue].windDownFrom;
        if (from == 0 || block.timestamp < from) revert WindDownEarly(venue, block.timestamp, from);
        _venueDetails[venue].windDownFrom = 0;
        _setState(found, venue, VenueStates.WOUND_DOWN);
    }

    /// @inheritdoc ILeverageVenues
    function venueOf(uint32 venue) external view returns (Venue memory, VenueDetails memory) {
        return (_venues[venue], _venueDetails[venue]);
    }

    /// @inheritdoc ILeverageVenues
    function venueCount() external view returns (uint32) {
        return _venueCount;
    }

    function _setState(Venue storage found, uint32 venue, uint8 state) private {
        emit VenueStateSet(venue, found.state, state);
        found.state = state;
    }

    function _setTerms(Venue storage found, uint32 venue, VenueTerms calldata terms) private {
        if (terms.kind == 0 || terms.kind > VenueKinds.LAST) revert VenueTermInvalid(2, terms.kind);
        bool onChain = terms.modes & VenueModes.ON_CHAIN != 0;
        // What is read on chain is no band, and counts everywhere anyway.
        if (terms.modes & ~ALL_MODES != 0 || (onChain && terms.modes & (VenueModes.PORTABLE | VenueModes.BANDS) != 0)) {
            revert VenueTermInvalid(3, terms.modes);
        }
        if (terms.table == 0) revert VenueTermInvalid(4, 0);
        if (terms.mostAge == 0 || terms.mostAge > LeverageBounds.MOST_AGE) revert VenueTermInvalid(5, terms.mostAge);
        if (terms.registration == 0) revert VenueTermInvalid(6, 0);
        (found.expiry, found.modes, found.table) = (terms.expiry, terms.modes, terms.table);
        found.mostAge = terms.mostAge;
        VenueDetails storage details = _venueDetails[venue];
        (details.kind, details.registration) = (terms.kind, terms.registration);
    }
}
