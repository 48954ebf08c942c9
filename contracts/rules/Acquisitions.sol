// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Facts} from "../types/Facts.sol";
import {Movements, Roles} from "../types/Kinds.sol";
import {Lot, LotLibrary} from "../types/Lot.sol";
import {Movement} from "../types/Movement.sol";
import {Program} from "../types/Program.sol";
import {Record} from "../types/Record.sol";
import {Changes} from "./Changes.sol";
import {Lots} from "./Lots.sol";

/// @notice What a movement makes of lots: who keeps the clock of what moves, and who starts it anew.
/// @dev What comes from the issuer, at a mint or out of its inventory, by whatever movement, begins a lot of the origin that the program names for
/// the receiver's lane: the issuer's own clock is nobody's. A sale by anybody else keeps origin and day if the program lets the seller's statuses keep them, as 17 CFR 230.144(d)(1) does for those who are no
/// affiliates; otherwise it starts the day anew. Orders and transmissions keep both (17 CFR 230.144(d)(3)).
library Acquisitions {
    uint256 private constant DAY = 86_400;

    /// @return senderLots After the movement.
    /// @return receiverLots After the movement.
    /// @return begun One more than the origin of a lot that the issuer sold; 0: it sold none.
    function settle(
        Program program,
        Movement memory movement,
        Facts memory facts
    ) internal pure returns (Lot[] memory senderLots, Lot[] memory receiverLots, uint256 begun) {
        uint256 today = facts.time / DAY;
        Lot[] memory moved;
        (moved, senderLots) = Lots.take(facts.senderLots, movement.amount);
        if (!Changes.hasReceiver(movement.kind)) return (senderLots, receiverLots, 0);
        bool sale = movement.kind == Movements.TRANSFER;
        if (movement.kind == Movements.MINT || facts.sender.statuses() & Roles.ISSUER != 0) {
            uint256 origin = program.originFor(facts.receiver.lane());
            begun = origin + 1;
            moved = new Lot[](1);
            moved[0] = LotLibrary.make(today, origin, movement.amount);
        } else if (sale && !_keepsClock(program, facts.sender)) {
            moved = Lots.restart(moved, today);
        }
        receiverLots = Lots.join(facts.receiverLots, moved);
    }

    function _keepsClock(Program program, Record sender) private pure returns (bool) {
        return program.clockRunsOn() || sender.statuses() & program.clockKeptBy() != 0;
    }
}
