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
import {EncumberedStays} from "./EncumberedStays.sol";
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
/// rules bind. So a rule lets all amounts pass, or none, or one interval that follows from its own numbers and lies beside its `judge`; the share of a
/// group, where the movement may thin it out, two. Rules that must all hold intersect; of paths, one is enough: what passes is the union. The whole balance is
/// judged as an amount of its own.
library Headrooms {
    using Changes for Change;

    /// @dev More than the engine's own reasons can add to one list.
    uint256 private constant MOST_BUILT_IN = 16;

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
        change.leverageIsKnown = true;
    }

    /// @dev What is asked of all rules. `one` is of one unit; the rules of path 0 lie from `place` on, until `paths`, the others until `end`.
    struct Asked {
        Program program;
        uint256 place;
        uint256 paths;
        uint256 end;
        Movement one;
        Facts facts;
        Change change;
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
            Asked memory asked;
            (asked.program, asked.one, asked.facts, asked.change) = (program, one, facts, _changeBy(one, facts));
            (asked.place, asked.end) = (program.rulesAt(), program.provisionsAt());
            // As in `Rules.judge`: what changes no hands, and what has an order or the law behind it, no rule is asked about.
            if ((Movements.RULE_MASK >> one.kind) & 1 == 0 || asked.change.withinOne) asked.place = asked.end;
            asked.paths = Rules.endOfPath(asked.place, asked.end, 0);
            (lower, most) = _ofWay(asked, asked.paths, asked.paths, part);
            if (asked.paths == asked.end) return most < lower ? (lower, 0, 0) : (lower, lower, most);

            // Of the union the part that reaches highest: the way that does, and whatever lies below without a gap.
            (least, most) = _ofWays(asked, part);
            bool grows = most != 0;
            while (grows && least > 1) {
                (uint256 below, uint256 top) = _ofWays(asked, least - 1);
                grows = top == least - 1;
                if (grows) least = below;
            }
        }
    }

    /// @dev Of what each path leaves, together with the rules that must always hold, of the amounts up to `upTo`: what reaches highest; zeros: none.
    function _ofWays(Asked memory asked, uint256 upTo) private pure returns (uint256 least, uint256 most) {
        unchecked {
            uint256 next;
            for (uint256 place = asked.paths; place < asked.end; place = next) {
                next = Rules.endOfPath(place, asked.end, ProgramLibrary.ruleAt(place).path());
                (uint256 from, uint256 to) = _ofWay(asked, place, next, upTo);
                if (from <= to && to > most) (least, most) = (from, to);
            }
        }
    }

    /// @dev The highest interval, of the amounts up to `upTo`, that the rules of path 0 and those from `place` on, until `end`, leave together; none:
    /// `most` below `least`. A rule that leaves two intervals tells the higher one: if that is cut off, the other is asked for.
    function _ofWay(
        Asked memory asked,
        uint256 place,
        uint256 end,
        uint256 upTo
    ) private pure returns (uint256 least, uint256 most) {
        while (true) {
            (least, most) = _within(asked, asked.place, asked.paths, 1, upTo);
            (least, most) = _within(asked, place, end, least, most);
            if (least <= most || most == 0 || most == upTo) return (least, most);
            upTo = most;
        }
    }

    /// @dev What the rules from `place` on, until `end`, leave together of `least` to `most`.
    function _within(
        Asked memory asked,
        uint256 place,
        uint256 end,
        uint256 least,
        uint256 most
    ) private pure returns (uint256, uint256) {
        unchecked {
            for (; place < end; place += Shape.WORD_BYTES) {
                (uint256 from, uint256 to) = _ruleLeaves(asked, place, most);
                if (from > least) least = from;
                if (to < most) most = to;
            }
            return (least, most);
        }
    }

    /// @dev Of several intervals the highest, of those that begin at `upTo` or below.
    function _ruleLeaves(
        Asked memory asked,
        uint256 place,
        uint256 upTo
    ) private pure returns (uint256 least, uint256 most) {
        (Program program, Movement memory one, Facts memory facts) = (asked.program, asked.one, asked.facts);
        Rule rule = ProgramLibrary.ruleAt(place);
        uint256 kind = rule.kind();
        bool onLots = kind == Kinds.HOLDING_PERIOD || kind == Kinds.TRANCHE_CLOSED_SINCE;
        bool onHolding = kind >= Kinds.MOST_UNITS && kind <= Kinds.LEAST_HOLDING;
        bool onMeter = Metered.isMetered(kind);
        bool onAmount = kind == Kinds.LEAST_PER_MOVEMENT || kind == Kinds.MOST_PER_MOVEMENT;
        bool onPledges = kind == Kinds.ENCUMBERED_STAYS;
        if (!onLots && !onHolding && !onMeter && !onAmount && !onPledges) {
            // The amount does not matter: all pass, or none.
            Findings memory found = FindingsLibrary.withRoomFor(1);
            Rules.judgeSpan(program, place, place + Shape.WORD_BYTES, one, facts, asked.change, found);
            return (1, found.count() == 0 ? Shape.MOST_UNITS : 0);
        }
        if (!_binds(program, rule, one, facts)) return (1, Shape.MOST_UNITS);
        if (onMeter) return Metered.room(program, place, one, facts, upTo);
        if (kind == Kinds.MOST_UNITS) return MostUnits.room(rule, facts.receiverHolding);
        if (kind == Kinds.MOST_SHARE) {
            bool grows = !Changes.hasSender(one.kind);
            return MostShare.room(rule, facts.receiverHolding, facts.supply, grows);
        }
        if (kind == Kinds.LEAST_HOLDING) {
            bool leaves = rule.side() == Sides.SENDER;
            return LeastHolding.room(rule, leaves ? facts.senderHolding : facts.receiverHolding, leaves);
        }
        if (onPledges) return EncumberedStays.room(facts.sender, facts.senderHolding, facts.senderEncumbered);
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
    /// will show is not known, nor what leverage will be: no rule that reads one may bind.
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
        (facts.receiverLeverage, facts.senderEncumbered) = (type(uint256).max, Shape.MOST_UNITS);
        return _findings(program, movement, facts, 1).count() == 0 ? time : best;
    }

    /// @dev Whether time alone ends what a rule of this kind refuses, from its limit on.
    function _endsWithTime(uint256 kind) private pure returns (bool) {
        return kind == Kinds.NOT_BEFORE || kind == Kinds.HOLDING_PERIOD || kind == Kinds.TRANCHE_CLOSED_SINCE;
    }
}
