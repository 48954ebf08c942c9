// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Sessions} from "../contracts/leverage/Sessions.sol";

/// @notice Of market sessions, for every time, all hours and all weekdays.
contract SessionProof {
    function equalHours_AreAlwaysOpen(uint256 time, uint256 second, uint256 daysOpen) external pure {
        assert(Sessions.isOpen(time, second, second, daysOpen));
    }

    function onNoDay_IsNeverOpen(uint256 time, uint256 opens, uint256 closes) external pure {
        require(opens != closes && time < 2 ** 64);
        assert(!Sessions.isOpen(time, opens, closes, 0));
    }

    function validHours_OpenOnSomeDay(uint256 opens, uint256 closes, uint256 daysOpen) external pure {
        require(Sessions.isValid(opens, closes, daysOpen));
        assert(opens == closes || daysOpen != 0);
        assert(opens < 86_400 && closes <= 86_400 && daysOpen < 128);
    }
}
