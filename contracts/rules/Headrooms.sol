// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {Facts} from "../types/Facts.sol";
import {Findings, FindingsLibrary} from "../types/Finding.sol";
import {Headroom} from "../types/Headroom.sol";
import {Kinds, Movements, Shape, Sides} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {PartiesLibrary} from "../types/Parties.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Rule} from "../types/Rule.sol";
import {BuiltIn} from "./BuiltIn.sol";
import {Change, Changes} from "./Changes.sol";
import {HoldingPeriod} from "./HoldingPeriod.sol";
import {LeastHolding} from "./LeastHolding.sol";
import {LeastPerMovement} from "./LeastPerMovement.sol";
import {Metered} from "./Metered.sol";
import {MostPerMovement} from "./MostPerMovement.sol";
import {MostShare} from "./MostShare.sol";
import {MostUnits} from "./MostUnits.sol";
import {Rules} from "./Rules.sol";
import {Scope} from "./Scope.sol";
import {TrancheClosedSince} from "./TrancheClosedSince.sol";

/// @notice How much may move, by the same rules as decide about one amount.
/// @dev As long as an amount is 1 or more and not the whole balance, it decides neither whether anybody becomes or ceases to be a holder nor which
/// rules bind. So a rule lets all amounts pass, or none, or one interval that follows from its own numbers and lies beside its `judge`. Rules that
/// must all hold intersect; of paths, one is enough: what passes is the union. The whole balance is judged as an amount of its own.
library Headrooms {
    using Changes for Change;

    /// @dev More than the engine's own reasons can add to one list.
    uint256 private constant MOST_BUILT_IN = 16;
    uint256 private constant MOST_PATHS = 15;

    /// @param facts Complete, as `IFacts.facts` gives them; `movement`: its amount is overwritten.
    function find(
        Program program,
        Movement memory movement,
        Facts memory facts
    ) internal pure returns (Headroom memory room) {
        unchecked {
            uint256 balance = facts.senderBalance;
            movement.amount = 1;
            Findings memory found = FindingsLibrary.withRoomFor(1);
            uint256 top = BuiltIn.judge(movement, facts, found) ? BuiltIn.room(movement, facts) : 0;
            uint256 part = balance != 0 && top >= balance ? balance - 1 : top;
            uint256 lower;
            (lower, room.least, room.most) = _rulesLeave(program, movement, facts, part);

            movement.amount = balance;
            room.whole = balance != 0 && _findings(program, movement, facts, 1).count() == 0;
            if (room.whole) {
                top = part;
                if (room.most != 0 && room.most == balance - 1) room.most = balance;
            }

            // Where no amount passes: as much as every way asks for, if it is there.
            room.tried =
                room.most != 0
                    ? room.most + 1
                    : lower < top
                        ? lower
                        : top;
            if (room.tried == 0) room.tried = room.whole && balance == 1 ? 2 : 1;
            movement.amount = room.tried;
            found = _findings(program, movement, facts, MOST_BUILT_IN + program.rules());
            if (found.list[0].reason == IReasons.UnitsNotFree.selector) return room;
            room.binding = found.list[0];
            room.from = _opensAt(program, movement, facts, found);
        }
    }

    /// @dev What stands against one amount.
    function _findings(
        Program program,
        Movement memory movement,
        Facts memory facts,
        uint256 most
    ) private pure returns (Findings memory found) {
        found = FindingsLibrary.withRoomFor(most);
        if (BuiltIn.judge(movement, facts, found)) {
            Rules.judge(program, movement, facts, _changeBy(movement, facts), found);
        }
    }

    function _changeBy(Movement memory movement, Facts memory facts) private pure returns (Change memory change) {
        change.fill(movement, facts);
        change.withSupply(movement, facts.supply);
    }

    /// @dev Which amounts from 1 to `part` the rules leave. `one` is of one unit.
    /// @return lower What the rules that must always hold ask for at least. @return least 0, with `most`: none.
    function _rulesLeave(
        Program program,
        Movement memory one,
        Facts memory facts,
        uint256 part
    ) private pure returns (uint256 lower, uint256 least, uint256 most) {
        unchecked {
            Change memory change = _changeBy(one, facts);
            (lower, most) = (1, part);
            uint256 place = program.rulesAt();
            uint256 end = program.provisionsAt();
            // As in `Rules.judge`: what changes no hands, and what has an order or the law behind it, no rule is asked about.
            if ((Movements.RULE_MASK >> one.kind) & 1 == 0 || change.withinOne) place = end;
            uint256 paths = Rules.endOfPath(place, end, 0);
            (lower, most) = _within(program, place, paths, one, facts, change, lower, most);
            if (paths == end) return most < lower ? (lower, 0, 0) : (lower, lower, most);

            uint256[MOST_PATHS] memory leasts;
            uint256[MOST_PATHS] memory mosts;
            uint256 count = 0;
            uint256 always = most;
            for (place = paths; place < end; place = paths) {
                paths = Rules.endOfPath(place, end, ProgramLibrary.ruleAt(place).path());
                (leasts[count], mosts[count]) = _within(program, place, paths, one, facts, change, lower, always);
                if (mosts[count] >= leasts[count]) ++count;
            }
            (least, most) = _highest(leasts, mosts, count);
        }
    }

    /// @dev Of the union of intervals that begin at 1 or above, the part that reaches highest; zeros if there is none.
    function _highest(
        uint256[MOST_PATHS] memory leasts,
        uint256[MOST_PATHS] memory mosts,
        uint256 count
    ) private pure returns (uint256 least, uint256 most) {
        unchecked {
            for (uint256 i = 0; i < count; ++i) {
                if (mosts[i] > most) (least, most) = (leasts[i], mosts[i]);
            }
            bool grows = true;
            while (grows) {
                grows = false;
                for (uint256 i = 0; i < count; ++i) {
                    if (leasts[i] < least && mosts[i] + 1 >= least) (least, grows) = (leasts[i], true);
                }
            }
        }
    }

    /// @dev What the rules from `place` on, until `end`, leave together of `least` to `most`.
    function _within(
        Program program,
        uint256 place,
        uint256 end,
        Movement memory one,
        Facts memory facts,
        Change memory change,
        uint256 least,
        uint256 most
    ) private pure returns (uint256, uint256) {
        unchecked {
            for (; place < end; place += Shape.WORD_BYTES) {
                (uint256 from, uint256 to) = _ruleLeaves(program, place, one, facts, change);
                if (from > least) least = from;
                if (to < most) most = to;
            }
            return (least, most);
        }
    }

    function _ruleLeaves(
        Program program,
        uint256 place,
        Movement memory one,
        Facts memory facts,
        Change memory change
    ) private pure returns (uint256 least, uint256 most) {
        Rule rule = ProgramLibrary.ruleAt(place);
        uint256 kind = rule.kind();
        bool onLots = kind == Kinds.HOLDING_PERIOD || kind == Kinds.TRANCHE_CLOSED_SINCE;
        bool onHolding = kind >= Kinds.MOST_UNITS && kind <= Kinds.LEAST_HOLDING;
        bool onMeter = Metered.isMetered(kind);
        bool onAmount = kind == Kinds.LEAST_PER_MOVEMENT || kind == Kinds.MOST_PER_MOVEMENT;
        if (!onLots && !onHolding && !onMeter && !onAmount) {
            // The amount does not matter: all pass, or none.
            Findings memory found = FindingsLibrary.withRoomFor(1);
            Rules.judgeSpan(program, place, place + Shape.WORD_BYTES, one, facts, change, found);
            return (1, found.count() == 0 ? Shape.MOST_UNITS : 0);
        }
        if (!_binds(program, rule, one, facts)) return (1, Shape.MOST_UNITS);
        if (onMeter) return Metered.room(program, place, one, facts);
        if (kind == Kinds.MOST_UNITS) return MostUnits.room(rule, facts.receiverHolding);
        if (kind == Kinds.MOST_SHARE) {
            bool grows = !Changes.hasSender(one.kind);
            return MostShare.room(rule, facts.receiverHolding, facts.supply, grows);
        }
        if (kind == Kinds.LEAST_HOLDING) {
            bool leaves = rule.side() == Sides.SENDER;
            return LeastHolding.room(rule, leaves ? facts.senderHolding : facts.receiverHolding, leaves);
        }
        if (kind == Kinds.HOLDING_PERIOD) return HoldingPeriod.room(rule, facts.senderLots, facts.time);
        if (kind == Kinds.TRANCHE_CLOSED_SINCE) {
            return TrancheClosedSince.room(rule, facts.senderLots, facts.tranches, facts.time);
        }
        return kind == Kinds.LEAST_PER_MOVEMENT ? LeastPerMovement.room(rule) : MostPerMovement.room(rule);
    }

    /// @dev Of rules whose party is no spender.
    function _binds(Program program, Rule rule, Movement memory one, Facts memory facts) private pure returns (bool) {
        if (!rule.bindsMovement(one.kind)) return false;
        if (!rule.isNarrowed() || rule.kind() == Kinds.MOST_GROUP_SHARE) return true;
        Record party = rule.side() == Sides.SENDER ? facts.sender : facts.receiver; // no scope narrows a rule on the movement itself
        return
            Scope.has(
                program,
                rule,
                party,
                PartiesLibrary.make(facts.sender, facts.receiver, Record.wrap(0)),
                facts.time
            );
    }

    /// @dev When the movement would pass if only time goes by; 0: never, or nobody knows. All that must always hold has to, and one path.
    /// @param found All that stands against it, in program order.
    function _opensAt(
        Program program,
        Movement memory movement,
        Facts memory facts,
        Findings memory found
    ) private pure returns (uint256 time) {
        unchecked {
            time = Shape.NEVER;
            (uint256 path, uint256 always, uint256 opens) = (0, 0, 0);
            for (uint256 i = 0; i < found.count(); ++i) {
                uint256 index = found.list[i].rule;
                if (index == Shape.BUILT_IN_RULE) return 0;
                Rule rule = ProgramLibrary.ruleAt(program.rulesAt() + index * Shape.WORD_BYTES);
                if (rule.path() != path) {
                    if (path == 0) always = opens;
                    else time = _earlier(program, movement, facts, opens, time);
                    (path, opens) = (rule.path(), always);
                }
                uint256 ends = _endsWithTime(rule.kind()) ? found.list[i].limit : Shape.NEVER;
                if (ends > opens) opens = ends;
            }
            time = _earlier(program, movement, facts, opens, time);
            if (time == Shape.NEVER) time = 0;
        }
    }

    /// @dev `time`, if that is before `best` and the movement passes then: what binds may change with time too, and an offer may be over. What meters
    /// will show is not known: no rule that reads one may bind.
    function _earlier(
        Program program,
        Movement memory movement,
        Facts memory facts,
        uint256 time,
        uint256 best
    ) private pure returns (uint256) {
        if (time >= best) return best;
        facts.time = time;
        Metered.exhaust(facts);
        return _findings(program, movement, facts, 1).count() == 0 ? time : best;
    }

    /// @dev Whether time alone ends what a rule of this kind refuses, from its limit on.
    function _endsWithTime(uint256 kind) private pure returns (bool) {
        return kind == Kinds.NOT_BEFORE || kind == Kinds.HOLDING_PERIOD || kind == Kinds.TRANCHE_CLOSED_SINCE;
    }
}
