// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IReasons} from "../interfaces/IReasons.sol";
import {BuiltIn} from "../rules/BuiltIn.sol";
import {Change, Changes} from "../rules/Changes.sol";
import {Rules} from "../rules/Rules.sol";
import {Facts} from "../types/Facts.sol";
import {Findings} from "../types/Finding.sol";
import {Movements, Needs, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Program, ProgramLibrary} from "../types/Program.sol";
import {TokenConfig} from "../types/TokenConfig.sol";
import {Gathering} from "./Gathering.sol";
import {PlugInReads} from "./PlugInReads.sol";
import {TokenReads} from "./TokenReads.sol";

/// @title The decision
/// @notice The one function that decides. Enforcement runs it, and so does whoever only asks: about now, another program, or another time.
abstract contract Weighing is Gathering {
    using Changes for Change;

    /// @dev Adds to `found` what stands against the movement, in order, until it is full. The balances and the time are in `f` already.
    /// @param source The program to judge by; zero: there is none, or the kind is not weighed.
    /// @return change What the movement changes, if nothing stands against it. @return program The one at `source`; zero: nothing more can be judged.
    function _weigh(
        Movement memory movement,
        TokenConfig config,
        address source,
        Facts memory f,
        Findings memory found
    ) internal view returns (Change memory change, Program program) {
        if (source == address(0)) {
            _addUnidentified(movement, found);
            return (change, program);
        }
        Program loaded = ProgramLibrary.load(source);
        bool readable = _gather(movement, config, f, loaded.needs());
        if (!readable) {
            _addUnreadable(movement, found);
            return (change, program);
        }
        if (!BuiltIn.judge(movement, f, found)) return (change, program);
        change.fill(movement, f);
        if (change.becomes || change.ceases) {
            _gatherCounts(movement.token, config, loaded, f, change.ceases, change.becomes);
        }
        if (loaded.needs() & Needs.METERS != 0) _readMeters(movement, source, f);
        if (!Changes.hasSender(movement.kind)) change.withSupply(movement, f.supply);
        uint256 before = found.count();
        uint256 missing = Rules.judge(loaded, movement, f, change, found);
        while (missing != 0) {
            if (missing == Needs.LEVERAGE) change.leverageIsKnown = _readLeverage(movement, f);
            else {
                (readable, f.supply) = TokenReads.totalSupply(movement.token);
                if (!readable) {
                    _addUnreadable(movement, found);
                    return (change, program);
                }
                change.withSupply(movement, f.supply);
            }
            found.cutTo(before);
            missing = Rules.judge(loaded, movement, f, change, found);
        }
        // Other contracts last, and only while it matters what they say.
        if (loaded.needs() & Needs.PLUG_INS != 0) PlugInReads.judge(movement, source, f, change, found);
        program = loaded;
    }

    function _addUnidentified(Movement memory movement, Findings memory found) internal pure {
        bool unsupported = !_isWeighed(movement.kind);
        bytes4 reason = unsupported ? IReasons.KindUnsupported.selector : IReasons.ProgramMissing.selector;
        (uint256 measured, uint256 limit) = unsupported ? (movement.kind, Movements.LAST) : (0, 0);
        found.add(reason, Shape.BUILT_IN_RULE, uint160(movement.token), measured, limit);
    }

    function _addUnreadable(Movement memory movement, Findings memory found) internal pure {
        found.add(IReasons.TokenUnreadable.selector, Shape.BUILT_IN_RULE, uint160(movement.token), 0, 0);
    }
}
