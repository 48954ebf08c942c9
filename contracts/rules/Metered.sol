// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Kinds, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Reading} from "../types/Reading.sol";
import {Rule} from "../types/Rule.sol";
import {Change, Changes} from "./Changes.sol";
import {Flows} from "./Flows.sol";
import {MostGroupShare} from "./MostGroupShare.sol";
import {MostPurchasers} from "./MostPurchasers.sol";

/// @notice The rules that read a meter.
library Metered {
    /// @notice Whether a rule of this kind reads a meter.
    function isMetered(uint256 kind) internal pure returns (bool) {
        return kind >= Kinds.MOST_OUTFLOW && kind <= Kinds.MOST_GROUP_SHARE;
    }

    /// @notice Whether it measures against the supply.
    function needsSupply(uint256 kind) internal pure returns (bool) {
        return
            kind == Kinds.MOST_OUTFLOW_SHARE ||
            kind == Kinds.MOST_OUTFLOW_SHARE_OR_VOLUME ||
            kind == Kinds.MOST_GROUP_SHARE;
    }

    /// @param place Of the rule in memory. @param facts With a reading for each metered rule of `program`.
    /// @return refused While the supply is not known: perhaps.
    function judge(
        Program program,
        uint256 place,
        Movement memory movement,
        Facts memory facts,
        Change memory change
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        Rule rule = ProgramLibrary.ruleAt(place);
        Reading memory reading = readingOf(program, place, facts);
        uint256 kind = rule.kind();
        if (kind == Kinds.MOST_PURCHASERS) return MostPurchasers.judge(rule, reading);
        if (kind == Kinds.MOST_GROUP_SHARE) {
            return MostGroupShare.judge(rule, reading, movement.amount, change.supplyAfter);
        }
        return Flows.judge(rule, reading, movement.amount, facts);
    }

    /// @notice Which amounts pass, from 1 on. `most` below `least`: none. Of a rule that binds. Of several intervals the highest, of those that begin
    /// at `upTo` or below.
    function room(
        Program program,
        uint256 place,
        Movement memory one,
        Facts memory facts,
        uint256 upTo
    ) internal pure returns (uint256 least, uint256 most) {
        Rule rule = ProgramLibrary.ruleAt(place);
        Reading memory reading = readingOf(program, place, facts);
        uint256 kind = rule.kind();
        if (kind == Kinds.MOST_PURCHASERS) {
            (bool refused, , ) = MostPurchasers.judge(rule, reading);
            return (1, refused ? 0 : Shape.MOST_UNITS);
        }
        if (kind == Kinds.MOST_GROUP_SHARE) {
            return MostGroupShare.room(rule, reading, facts.supply, !Changes.hasSender(one.kind), upTo);
        }
        return Flows.room(rule, reading, facts);
    }

    /// @notice Makes every meter show so much that whatever rule reads it refuses what it binds: nobody knows what a meter will show at another time.
    function exhaust(Facts memory facts) internal pure {
        for (uint256 i = 0; i < facts.readings.length; ++i) {
            facts.readings[i] = Reading(type(uint128).max, 0, 0, 1, 0, 0);
        }
    }

    /// @notice With what a rule of this kind refuses.
    function reasonOf(uint256 kind) internal pure returns (bytes4) {
        if (kind == Kinds.MOST_OUTFLOW) return IReasons.OutflowAboveLimit.selector;
        if (kind == Kinds.MOST_OUTFLOW_SHARE) return IReasons.OutflowAboveShare.selector;
        if (kind == Kinds.MOST_OUTFLOW_SHARE_OR_VOLUME) return IReasons.OutflowAboveVolume.selector;
        if (kind == Kinds.MOST_INFLOW) return IReasons.InflowAboveLimit.selector;
        if (kind == Kinds.MOST_PURCHASERS) return IReasons.PurchasersAboveLimit.selector;
        if (kind == Kinds.MOST_VENUE_VOLUME) return IReasons.VenueVolumeAboveLimit.selector;
        return IReasons.GroupShareAboveLimit.selector;
    }

    /// @dev Before the rule at `place`, a metered one, stand as many metered rules as readings before its own.
    function readingOf(Program program, uint256 place, Facts memory facts) internal pure returns (Reading memory) {
        uint256 before = 0;
        for (uint256 other = program.rulesAt(); other < place; other += Shape.WORD_BYTES) {
            if (isMetered(ProgramLibrary.ruleAt(other).kind())) ++before;
        }
        return facts.readings[before];
    }
}
