// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILeverageVenues, Venue} from "../interfaces/ILeverageVenues.sol";
import {VenueStates} from "../types/LeverageKinds.sol";
import {LeverageStorage} from "./LeverageStorage.sol";

/// @title What reports read of venues, and what they tell of them
abstract contract VenueReads is LeverageStorage {
    uint256 internal constant DAY = 86_400;

    /// @dev The venue has reported: it has not disappeared. Written once a day.
    function _touch(uint32 venue, Venue memory found) internal {
        uint16 today = uint16(block.timestamp / DAY); // fits until 2149
        if (found.lastDay != today) _venues[venue].lastDay = today;
        if (found.state == VenueStates.CLOSE_ONLY) _cancelWindDown(venue);
    }

    function _cancelWindDown(uint32 venue) internal {
        if (_venueDetails[venue].windDownFrom == 0) return;
        _venueDetails[venue].windDownFrom = 0;
        emit ILeverageVenues.WindDownCancelled(venue);
    }

    function _known(uint32 venue) internal view returns (Venue storage found) {
        found = _venues[venue];
        if (found.state == 0) revert ILeverageVenues.VenueUnknown(venue);
    }
}
