// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Facts} from "../types/Facts.sol";
import {Bounds, Guard} from "../types/Guard.sol";
import {Needs, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Change, Changes} from "./Changes.sol";

/// @notice Whether a movement passes, at once, all rules that turn on nothing but records, holdings, amount and time.
/// @dev The index of a program's guards says by kind of movement, side and lane which guard stands for whom; 0: none does. `GuardForm` says what
/// is in a guard. One that does not hold says nothing: then the rules are judged.
library Guards {
    uint256 private constant ENTRY = (1 << Shape.GUARD_LANE_BITS) - 1;

    /// @return True only if none of the rules refuses that the guards stand for. Of a program that has guards.
    function hold(
        Program program,
        Movement memory movement,
        Facts memory facts,
        Change memory change
    ) internal pure returns (bool) {
        unchecked {
            uint256 index = ProgramLibrary.wordAt(program.guardsAt());
            uint256 amount = movement.amount;
            if (program.needs() & Needs.SPENDER != 0 && Changes.hasSpender(movement)) {
                // Rules ask for nothing of a spender but its record's states, statuses and number.
                uint256 number = (index >> Shape.GUARD_SPENDER_OFFSET) & ENTRY;
                if (number == 0) return false;
                Guard guard = Guard.wrap(ProgramLibrary.wordAt(program.guardAt(number)));
                if (!guard.fits(facts.spender, facts.time, facts.halted)) return false;
            }
            index >>= Shape.GUARD_MOVEMENT_BITS * movement.kind; // nothing is left of kinds that have no entries
            uint256 ofSender = index >> (Shape.GUARD_LANE_BITS * facts.sender.lane());
            if (!_holds(program, ofSender & ENTRY, facts.sender, change.senderAfter, amount, facts)) return false;
            uint256 ofReceiver = index >> (Shape.GUARD_SIDE_BITS + Shape.GUARD_LANE_BITS * facts.receiver.lane());
            return _holds(program, ofReceiver & ENTRY, facts.receiver, change.receiverAfter, amount, facts);
        }
    }

    /// @param number Of the guard, from 1; 0: there is none.
    function _holds(
        Program program,
        uint256 number,
        Record party,
        uint256 holdingAfter,
        uint256 amount,
        Facts memory facts
    ) private pure returns (bool) {
        unchecked {
            if (number == 0) return false;
            uint256 place = program.guardAt(number);
            Guard guard = Guard.wrap(ProgramLibrary.wordAt(place));
            if (!guard.fits(party, facts.time, facts.halted)) return false;
            if (!Bounds.wrap(ProgramLibrary.wordAt(place + Shape.WORD_BYTES)).hold(holdingAfter)) return false;
            if (!Bounds.wrap(ProgramLibrary.wordAt(place + 2 * Shape.WORD_BYTES)).hold(amount)) return false;
            for (uint256 sets = guard.sets(); sets != 0; sets >>= Shape.GUARD_SET_BITS) {
                uint256 number_ = sets & 4 != 0 ? party.region() : party.country();
                if (program.setHas((sets >> 3) & 31, number_) == (sets & 2 != 0)) return false;
            }
            return true;
        }
    }
}
