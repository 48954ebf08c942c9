// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice How far back a meter of a token knows. All days since 1970-01-01, UTC.
/// @dev One slot. A meter that no program in force or to come reads stands still; when one reads it again it begins anew, under the next epoch.
/// @param since From this day on it has seen, or been told, everything.
/// @param keptDays What is longer ago is dropped: the longest window of a rule that reads it.
/// @param lengthened How often its window has grown, of a meter of purchasers.
/// @param epoch Counts its beginnings; 0: it never ran.
/// @param whole Before `since` there was nothing.
struct Meter {
    uint16 since;
    uint16 keptDays;
    uint16 lengthened;
    uint32 epoch;
    bool whole;
}

/// @notice Average volumes of a token, as reported. Units; each until a time in unix seconds, from which it is stale.
struct Volumes {
    uint112 weekly;
    uint48 weeklyUntil;
    uint112 daily;
    uint48 dailyUntil;
}

/// @notice What one investor may take in, as attested.
/// @param until Unix seconds from which it is stale.
struct PersonalLimit {
    uint112 units;
    uint48 until;
}
