// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";
import {Halves} from "./access/Halves.sol";
import {IEngine} from "./interfaces/IEngine.sol";
import {Asking} from "./records/Asking.sol";
import {Books} from "./records/Books.sol";
import {MeterReads} from "./records/MeterReads.sol";
import {Telling} from "./records/Telling.sol";
import {Change} from "./rules/Changes.sol";
import {Facts, FactsLibrary} from "./types/Facts.sol";
import {Answer, Finding, Findings, FindingsLibrary} from "./types/Finding.sol";
import {TokenFlags} from "./types/Kinds.sol";
import {Movement} from "./types/Movement.sol";
import {Program} from "./types/Program.sol";
import {TokenConfig} from "./types/TokenConfig.sol";

/// @title Weighbridge: the engine
/// @notice Weighs each movement of each token that was admitted, lets it pass or says why not, and keeps the books of who holds.
///
/// GATHER    (`Gathering`) reads what the decision needs: two records, the program, balances, and the rest only if a rule or the books ask for it.
/// DECIDE    (`Weighing`) the engine's own reasons first (`BuiltIn`), then the rules of the program (`Rules`). Both are pure.
/// BOOKS     (`Books`) writes what changed: nothing at all, unless a wallet fills or empties, or an order moves frozen units.
///
/// @dev Who may do what, enrolment, programs and freezes are in `WeighbridgeAdmin`, reached through `fallback`. Trust: a token's word is taken
/// for its own balances, supply and pauses; of what it shares with others it moves only how many tokens a wallet holds, by one. The registry's
/// authority answers for the tokens that it admits.
contract Weighbridge is Asking, Books, Telling, IEngine {
    /// @inheritdoc IEngine
    address public immutable admin;

    constructor(address admin_, address metersHalf_) MeterReads(metersHalf_) {
        admin = admin_;
    }

    /// @dev Everything that is no decision: the other half's code on this storage.
    fallback() external {
        Halves.enter(admin);
    }

    /* ENFORCEMENT */

    /// @inheritdoc IEngine
    function onMovement(
        uint8 kind,
        address spender,
        address from,
        address to,
        uint256 amount,
        uint256 fromBalance,
        uint256 toBalance
    ) external {
        Movement memory movement = Movement(kind, msg.sender, spender, from, to, amount);
        Facts memory f = FactsLibrary.blank()[0];
        f.senderBalance = fromBalance;
        f.receiverBalance = toBalance;
        f.allowance = type(uint256).max; // the token has judged it already
        f.time = block.timestamp;
        Findings memory none; // no room: the first finding reverts
        (TokenConfig config, address program) = _identify(movement);
        (Change memory change, Program enforced) = _weigh(movement, config, program, f, none);
        _keepBooks(movement, config, enforced, f, change);
        if (config.has(TokenFlags.NEXT_METERS) || enforced.needs() & TOLD != 0) _tell(movement, config, enforced, f);
    }

    /* THE SAME DECISION, ASKED */

    /// @inheritdoc IEngine
    function check(
        Movement calldata movement
    ) external view returns (bool allowed, Finding memory first, address program) {
        Findings memory found = FindingsLibrary.withRoomFor(1);
        program = _askNow(movement, found);
        allowed = found.count() == 0;
        if (!allowed) first = found.list[0];
    }

    /// @inheritdoc IEngine
    function checkMany(Movement[] calldata movements) external view returns (Answer[] memory answers) {
        answers = new Answer[](movements.length);
        // What one question fills is free for the next: the price of memory grows with its square.
        Memory.Pointer free = Memory.getFreeMemoryPointer();
        for (uint256 i = 0; i < movements.length; ++i) {
            Findings memory found = FindingsLibrary.withRoomFor(1);
            address program = _askNow(movements[i], found);
            answers[i].take(found, program);
            Memory.unsafeSetFreeMemoryPointer(free);
        }
    }

    /// @inheritdoc IEngine
    function explain(Movement calldata movement) external view returns (Finding[] memory findings, address program) {
        Findings memory found = _roomForAll();
        program = _askNow(movement, found);
        return (found.list, program);
    }

    function _askNow(Movement calldata asked, Findings memory found) private view returns (address program) {
        Movement memory movement = _stripped(asked);
        TokenConfig config;
        (config, program) = _identify(movement);
        _ask(movement, config, program, block.timestamp, found);
    }
}
