// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {
    BoundsField,
    Evidences,
    GuardField,
    HeaderField,
    Kinds,
    Movements,
    Shape,
    Sides,
    States
} from "../types/Kinds.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Rule} from "../types/Rule.sol";
import {MostEmbeddedLeverage} from "./MostEmbeddedLeverage.sol";

/// @notice A guard while it is made: its three words.
/// @param party `NONE`: nobody passes, or a word does not hold what they must be.
struct Entry {
    uint256 party;
    uint256 holding;
    uint256 amount;
}

/// @notice The guards of a program. They follow from its rules alone: `publish` makes them anew, and takes no others.
/// @dev Guarded are the rules that always hold and turn on nothing but a record, a holding, the amount, the time or a halt; and those on leverage, which
/// ask nothing of who is not leveraged. Of those that bind a kind of
/// movement, a side and a lane, the guard is the conjunction of what they ask, as if nothing else narrowed or lifted them, and shares were of
/// the floor: whom it lets pass, none of them refuses. Equal guards are one. A rule that admits nobody of a lane, or what does not fit into a
/// guard, leaves the lane without one.
library GuardForm {
    uint256 private constant NONE = type(uint256).max;
    uint256 private constant SET_MASK = (1 << Shape.GUARD_SET_BITS) - 1;

    /// @return header What the header says of guards. @return words Index and guards; none if no rule is guarded.
    function derive(Program program) internal pure returns (uint256 header, uint256[] memory words) {
        Entry[] memory entries = _blank();
        (bool any, uint256 restFrom, uint256 booksFrom, uint256 restTo) = (false, 0, 0, 0);
        for (uint256 i = 0; i < program.rules(); ++i) {
            Rule rule = ProgramLibrary.ruleAt(program.rulesAt() + i * Shape.WORD_BYTES);
            uint256 kind = rule.kind();
            if (rule.path() != 0) break;
            if (_isGuarded(kind)) {
                any = true;
                _add(entries, rule);
            } else if (kind < Kinds.PLUG_IN) {
                bool onBooks = kind != Kinds.MOST_HOLDERS && kind != Kinds.FEWEST_HOLDERS;
                if (restTo == 0) (restFrom, booksFrom) = (i, onBooks ? i : i + 1);
                else if (!onBooks && booksFrom == restTo) booksFrom = i + 1;
                else if (onBooks && booksFrom == restTo) booksFrom = i;
                restTo = i + 1;
            }
        }
        if (!any) return (0, words);
        words = _distinct(entries);
        header =
            (words.length << HeaderField.GUARDS_OFFSET) |
            (restFrom << HeaderField.REST_FROM_OFFSET) |
            (booksFrom << HeaderField.BOOKS_FROM_OFFSET) |
            (restTo << HeaderField.REST_TO_OFFSET);
    }

    /// @dev Others count holders, read what the token keeps beside balances, ask another contract, or move a position book.
    function _isGuarded(uint256 kind) private pure returns (bool) {
        return
            kind <= Kinds.WHOLE_HOLDING_ONLY ||
            kind == Kinds.NOT_BEFORE ||
            kind == Kinds.NOT_AFTER ||
            kind == Kinds.NOT_HALTED ||
            (kind >= Kinds.LEAST_PER_MOVEMENT && kind < Kinds.PLUG_IN);
    }

    /// @dev Guards that ask for nothing, one for each entry of the index.
    function _blank() private pure returns (Entry[] memory entries) {
        entries = new Entry[](Shape.GUARD_SPENDER_OFFSET / Shape.GUARD_LANE_BITS + 1);
        for (uint256 i = 0; i < entries.length; ++i) {
            entries[i].party = GuardField.UNTIL_MASK << GuardField.UNTIL_OFFSET;
            entries[i].holding = BoundsField.MOST_MASK << BoundsField.MOST_OFFSET;
            entries[i].amount = BoundsField.MOST_MASK << BoundsField.MOST_OFFSET;
        }
    }

    /// @dev The index, and each guard once, in the order of the entries; those beyond the most are left out.
    function _distinct(Entry[] memory entries) private pure returns (uint256[] memory words) {
        words = new uint256[](1 + Shape.MOST_GUARDS * (Shape.GUARD_BYTES / Shape.WORD_BYTES));
        uint256 count = 0;
        for (uint256 i = 0; i < entries.length; ++i) {
            Entry memory entry = entries[i];
            if (entry.party == NONE) continue;
            uint256 number = 1;
            while (number <= count && !_isAt(words, number, entry)) ++number;
            if (number > Shape.MOST_GUARDS) continue;
            if (number > count) {
                count = number;
                (words[3 * number - 2], words[3 * number - 1]) = (entry.party, entry.holding);
                words[3 * number] = entry.amount;
            }
            words[0] |= number << (i * Shape.GUARD_LANE_BITS);
        }
        assembly ("memory-safe") {
            mstore(words, add(mul(count, 3), 1)) // shorter than it was made
        }
    }

    function _isAt(uint256[] memory words, uint256 number, Entry memory entry) private pure returns (bool) {
        return
            words[3 * number - 2] == entry.party &&
            words[3 * number - 1] == entry.holding &&
            words[3 * number] == entry.amount;
    }

    function _add(Entry[] memory entries, Rule rule) private pure {
        uint256 side = rule.side();
        if (side == Sides.SPENDER) {
            if (rule.bindsMovement(Movements.TRANSFER)) _and(entries[entries.length - 1], rule, 0);
            return;
        }
        // What a rule asks of the movement itself, the receiver's guard does; where there is no receiver, that of nobody.
        uint256 ofSide = side == Sides.SENDER ? 0 : Shape.GUARD_SIDE_BITS;
        for (uint256 kind = Movements.TRANSFER; kind <= Movements.BURN; ++kind) {
            if (!rule.bindsMovement(kind)) continue;
            for (uint256 lane = 0; lane < Shape.LANES; ++lane) {
                if (rule.lanes() != 0 && (rule.lanes() >> lane) & 1 == 0) continue;
                uint256 bits = kind * Shape.GUARD_MOVEMENT_BITS + ofSide + lane * Shape.GUARD_LANE_BITS;
                _and(entries[bits / Shape.GUARD_LANE_BITS], rule, lane);
            }
        }
    }

    /// @dev Makes `entry` ask for what `rule` asks of somebody of `lane`, too.
    function _and(Entry memory entry, Rule rule, uint256 lane) private pure {
        uint256 kind = rule.kind();
        uint256 limit = rule.limit();
        if (kind == Kinds.MOST_EMBEDDED_LEVERAGE) {
            (bool refused, , ) = MostEmbeddedLeverage.judge(rule);
            if (refused) entry.party = NONE;
        } else if (kind >= Kinds.MOST_LEVERAGE) {
            entry.party |= States.LEVERAGED << GuardField.STATES_OFFSET; // `NONE` has all bits
        } else if (kind >= Kinds.LEAST_PER_MOVEMENT) {
            entry.amount = _within(entry.amount, limit, kind == Kinds.LEAST_PER_MOVEMENT);
        } else if (kind == Kinds.NOT_HALTED) {
            entry.party |= 1 << GuardField.RUNNING_OFFSET;
        } else if (kind == Kinds.NOT_BEFORE || kind == Kinds.NOT_AFTER) {
            if (entry.party != NONE) entry.party = _during(entry.party, limit, kind == Kinds.NOT_BEFORE);
        } else if (kind >= Kinds.MOST_UNITS) {
            if (kind == Kinds.MOST_SHARE) limit = (rule.window() * limit) / Shape.BASIS_POINTS;
            if (kind == Kinds.WHOLE_HOLDING_ONLY) limit = 0;
            entry.holding = _within(entry.holding, limit, kind == Kinds.LEAST_HOLDING);
        } else if (entry.party != NONE) {
            entry.party = _ofRecord(entry.party, kind, limit, lane);
        }
    }

    function _within(uint256 bounds, uint256 limit, bool isLeast) private pure returns (uint256) {
        uint256 least = bounds & BoundsField.LEAST_MASK;
        uint256 most = bounds >> BoundsField.MOST_OFFSET;
        if (isLeast && limit > least) least = limit;
        if (!isLeast && limit < most) most = limit;
        return (most << BoundsField.MOST_OFFSET) | least;
    }

    function _during(uint256 party, uint256 limit, bool isFrom) private pure returns (uint256) {
        uint256 offset = isFrom ? GuardField.FROM_OFFSET : GuardField.UNTIL_OFFSET;
        uint256 there = (party >> offset) & GuardField.FROM_MASK;
        if (isFrom ? limit <= there : limit >= there) return party;
        return (party & ~(GuardField.FROM_MASK << offset)) | (limit << offset);
    }

    function _ofRecord(uint256 party, uint256 kind, uint256 limit, uint256 lane) private pure returns (uint256) {
        if (kind == Kinds.FORBIDDEN_STATES) return party | (limit << GuardField.STATES_OFFSET);
        if (kind == Kinds.REQUIRED_STATUSES) return party | (limit << GuardField.STATUSES_OFFSET);
        if (kind == Kinds.LANE_IN_SET) return (limit >> lane) & 1 != 0 ? party : NONE;
        if (kind == Kinds.SPENDER_REGISTERED) return party | (1 << GuardField.KNOWN_OFFSET);
        if (kind == Kinds.EVIDENCE_FRESH) {
            bool identity = limit == Evidences.IDENTITY;
            return party | (1 << (identity ? GuardField.IDENTITY_OFFSET : GuardField.EVIDENCE_OFFSET));
        }
        bool outside = kind == Kinds.COUNTRY_NOT_IN || kind == Kinds.REGION_NOT_IN;
        bool ofRegion = kind == Kinds.REGION_IN || kind == Kinds.REGION_NOT_IN;
        uint256 set = 1 | (outside ? 2 : 0) | (ofRegion ? 4 : 0) | (limit << 3);
        for (uint256 offset = 0; offset < GuardField.IDENTITY_OFFSET; offset += Shape.GUARD_SET_BITS) {
            uint256 there = (party >> offset) & SET_MASK;
            if (there == set) return party;
            if (there == 0) return party | (set << offset);
        }
        return NONE;
    }
}
