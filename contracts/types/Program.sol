// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {HeaderField, Shape} from "./Kinds.sol";
import {Rule} from "./Rule.sol";

/// @notice A program in memory: where its header lies. After it come the country sets, the guards, the rules and, if all of it was loaded, the hashes.
/// @dev Stored as the code of a contract: a STOP, so that nobody can run it, then
///
/// | bytes             | what                                                                                      |
/// | ----------------- | ----------------------------------------------------------------------------------------- |
/// | 32                | header: `HeaderField`                                                                     |
/// | 128 × sets        | country sets: country c is bit (c mod 256) of word (c div 256)                            |
/// | 32 × guards       | index of the guards, and the guards: three words each; none if no rule is guarded |
/// | 32 × rules        | rules, in the order in which they are judged                                              |
/// | 32 × provisions   | hashes of the provisions, which `Rule.provision` counts; not read by a movement           |
/// | 32                | hash of the rulebook; not read by a movement                                              |
type Program is uint256;

using ProgramLibrary for Program global;

library ProgramLibrary {
    /// @dev Bytes of code before the header.
    uint256 internal constant STOP_BYTES = 1;

    /// @notice Reads what a movement needs of the program at `source`, an address that `publish` made.
    function load(address source) internal view returns (Program program) {
        assembly ("memory-safe") {
            program := mload(0x40)
            extcodecopy(source, program, STOP_BYTES, 32)
        }
        uint256 end = program.provisionsAt();
        assembly ("memory-safe") {
            let next := add(program, 32)
            extcodecopy(source, next, add(STOP_BYTES, 32), sub(end, next))
            mstore(0x40, end)
        }
    }

    /// @notice The program in `data`, which must hold at least a header.
    function within(bytes memory data) internal pure returns (Program program) {
        assembly ("memory-safe") {
            program := add(data, 32)
        }
    }

    function header(Program program) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(program)
        }
    }

    function rules(Program program) internal pure returns (uint256) {
        return (program.header() >> HeaderField.RULES_OFFSET) & HeaderField.RULES_MASK;
    }

    function sets(Program program) internal pure returns (uint256) {
        return (program.header() >> HeaderField.SETS_OFFSET) & HeaderField.SETS_MASK;
    }

    /// @notice Words of the guards, their index counted in; 0: no rule is guarded.
    function guards(Program program) internal pure returns (uint256) {
        return (program.header() >> HeaderField.GUARDS_OFFSET) & HeaderField.GUARDS_MASK;
    }

    /// @notice Which rules are left where the guards hold: from `place` on, until `end`.
    /// @param counts Whether somebody becomes or ceases to be a holder.
    function restOf(Program program, bool counts) internal pure returns (uint256 place, uint256 end) {
        unchecked {
            uint256 first = program.rulesAt();
            uint256 offset = counts ? HeaderField.REST_FROM_OFFSET : HeaderField.BOOKS_FROM_OFFSET;
            place = first + ((program.header() >> offset) & HeaderField.REST_FROM_MASK) * Shape.WORD_BYTES;
            end =
                first +
                ((program.header() >> HeaderField.REST_TO_OFFSET) & HeaderField.REST_TO_MASK) * Shape.WORD_BYTES;
        }
    }

    function provisions(Program program) internal pure returns (uint256) {
        return (program.header() >> HeaderField.PROVISIONS_OFFSET) & HeaderField.PROVISIONS_MASK;
    }

    function needs(Program program) internal pure returns (uint256) {
        return (program.header() >> HeaderField.NEEDS_OFFSET) & HeaderField.NEEDS_MASK;
    }

    /// @notice Which country sets are groups: bit i stands for set i.
    function groupSets(Program program) internal pure returns (uint256) {
        return (program.header() >> HeaderField.GROUP_SETS_OFFSET) & HeaderField.GROUP_SETS_MASK;
    }

    /// @notice Whether every sale keeps the clock of a lot.
    function clockRunsOn(Program program) internal pure returns (bool) {
        return (program.header() >> HeaderField.CLOCK_RUNS_ON_OFFSET) & HeaderField.CLOCK_RUNS_ON_MASK != 0;
    }

    /// @notice Statuses of a seller, any of which keeps it.
    function clockKeptBy(Program program) internal pure returns (uint256) {
        return (program.header() >> HeaderField.CLOCK_KEPT_BY_OFFSET) & HeaderField.CLOCK_KEPT_BY_MASK;
    }

    /// @notice Origin of a lot that the issuer sells to somebody of `lane`.
    function originFor(Program program, uint256 lane) internal pure returns (uint256) {
        uint256 origins = (program.header() >> HeaderField.ORIGINS_OFFSET) & HeaderField.ORIGINS_MASK;
        return (origins >> (lane * Shape.ORIGIN_BITS)) & ((1 << Shape.ORIGIN_BITS) - 1);
    }

    /// @notice By what a country set is known across programs.
    /// @dev `set` is below `sets()`.
    function setHash(Program program, uint256 set) internal pure returns (bytes32 hash) {
        uint256 place = Program.unwrap(program) + Shape.WORD_BYTES + set * Shape.SET_BYTES;
        uint256 bytes_ = Shape.SET_BYTES;
        assembly ("memory-safe") {
            hash := keccak256(place, bytes_)
        }
    }

    /// @notice Where the index of the guards lies in memory, if there are any.
    function guardsAt(Program program) internal pure returns (uint256) {
        unchecked {
            // fits: here and below, memory is shorter than 2**64 and a program than 2**15
            return Program.unwrap(program) + Shape.WORD_BYTES + program.sets() * Shape.SET_BYTES;
        }
    }

    /// @notice Where a guard lies in memory. `number`: from 1.
    function guardAt(Program program, uint256 number) internal pure returns (uint256) {
        unchecked {
            return program.guardsAt() + number * Shape.GUARD_BYTES - (Shape.GUARD_BYTES - Shape.WORD_BYTES);
        }
    }

    /// @notice Where the first rule lies in memory.
    function rulesAt(Program program) internal pure returns (uint256) {
        unchecked {
            return program.guardsAt() + program.guards() * Shape.WORD_BYTES;
        }
    }

    /// @notice Where the first provision's hash lies; the rules end there.
    function provisionsAt(Program program) internal pure returns (uint256) {
        unchecked {
            return program.rulesAt() + program.rules() * Shape.WORD_BYTES;
        }
    }

    /// @dev `set` is below `sets()`, and `country` below 1,024: publish and enrol see to that.
    function setHas(Program program, uint256 set, uint256 country) internal pure returns (bool) {
        unchecked {
            uint256 place =
                Program.unwrap(program) + Shape.WORD_BYTES + set * Shape.SET_BYTES + (country >> 8) * Shape.WORD_BYTES;
            return (wordAt(place) >> (country & 0xFF)) & 1 != 0;
        }
    }

    function ruleAt(uint256 place) internal pure returns (Rule) {
        return Rule.wrap(wordAt(place));
    }

    function wordAt(uint256 place) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(place)
        }
    }
}
