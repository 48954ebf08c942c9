// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Change, Changes} from "../../../contracts/rules/Changes.sol";
import {Facts} from "../../../contracts/types/Facts.sol";
import {Movements} from "../../../contracts/types/Kinds.sol";
import {Movement} from "../../../contracts/types/Movement.sol";
import {Record, RecordLibrary} from "../../../contracts/types/Record.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given balances, holdings and holder bits before a movement: what it changes.
contract ChangesTest is TestBase {
    address private constant FROM = address(0xa1);
    address private constant TO = address(0xb2);

    /// @param own Units in the wallet; elsewhere: in the investor's other wallets; holds: the holder bit, whatever the units say.
    struct Side {
        uint64 own;
        uint64 elsewhere;
        bool holds;
        bool fillsOrEmpties;
    }

    function testFuzz_ATransferBetweenTwo(Side memory from, Side memory to, uint64 amount) public pure {
        (Change memory change, uint256 units) = _changed(Movements.TRANSFER, from, to, amount, false);
        assertEq(change.withinOne, false, "within one");
        assertEq(change.empties, units != 0 && units == from.own, "empties");
        assertEq(change.fills, units != 0 && to.own == 0, "fills");
        assertEq(change.ceases, change.empties && from.elsewhere == 0 && from.holds, "ceases");
        assertEq(change.becomes, change.fills && !to.holds, "becomes");
        assertEq(change.senderAfter, uint256(from.own) + from.elsewhere - units, "sender after");
        assertEq(change.receiverAfter, uint256(to.own) + to.elsewhere + units, "receiver after");
    }

    function testFuzz_AForcedMovementIsCountedAsATransfer(Side memory from, Side memory to, uint64 amount) public pure {
        (Change memory change, ) = _changed(Movements.FORCED, from, to, amount, false);
        (Change memory same, ) = _changed(Movements.TRANSFER, from, to, amount, false);
        assertEq(abi.encode(change), abi.encode(same));
    }

    function testFuzz_BetweenTwoWalletsOfOne_NobodyBecomesOrCeases(
        Side memory from,
        Side memory to,
        uint64 amount
    ) public pure {
        (Change memory change, uint256 units) = _changed(Movements.TRANSFER, from, to, amount, true);
        assertTrue(change.withinOne, "within one");
        assertEq(change.empties, units != 0 && units == from.own, "empties");
        assertEq(change.fills, units != 0 && to.own == 0, "fills");
        assertFalse(change.ceases, "ceases");
        assertFalse(change.becomes, "becomes");
    }

    function testFuzz_ToTheSameWallet_NothingChanges(Side memory from, uint64 amount) public pure {
        (Movement memory movement, Facts memory facts, ) = _asked(Movements.TRANSFER, from, from, amount, true);
        movement.to = movement.from;
        Change memory change;
        Changes.fill(change, movement, facts);
        assertTrue(change.withinOne, "within one");
        assertFalse(change.empties || change.fills || change.ceases || change.becomes, "something");
    }

    function testFuzz_AMintHasNoSender(Side memory to, uint64 amount, uint64 supply) public pure {
        Side memory nobody;
        (Change memory change, uint256 units) = _changed(Movements.MINT, nobody, to, amount, false);
        assertFalse(change.empties || change.ceases || change.withinOne, "a sender");
        assertEq(change.becomes, units != 0 && to.own == 0 && !to.holds, "becomes");
        _checkSupply(Movements.MINT, units, supply, uint256(supply) + units);
    }

    function testFuzz_ABurnHasNoReceiver(Side memory from, uint64 amount, uint64 supply) public pure {
        Side memory nobody;
        (Change memory change, uint256 units) = _changed(Movements.BURN, from, nobody, amount, false);
        assertFalse(change.fills || change.becomes || change.withinOne, "a receiver");
        assertEq(change.ceases, units != 0 && units == from.own && from.elsewhere == 0 && from.holds, "ceases");
        _checkSupply(Movements.BURN, units, supply, supply > units ? supply - units : 0);
        _checkSupply(Movements.TRANSFER, units, supply, supply);
    }

    function _checkSupply(uint8 kind, uint256 amount, uint256 supply, uint256 wanted) private pure {
        Change memory change;
        Changes.withSupply(change, Movement(kind, address(1), address(0), FROM, TO, amount), supply);
        assertTrue(change.supplyIsKnown, "known");
        assertEq(change.supplyAfter, wanted, "supply after");
    }

    function _changed(
        uint8 kind,
        Side memory from,
        Side memory to,
        uint64 amount,
        bool withinOne
    ) private pure returns (Change memory change, uint256 units) {
        Movement memory movement;
        Facts memory facts;
        (movement, facts, units) = _asked(kind, from, to, amount, withinOne);
        Changes.fill(change, movement, facts);
    }

    /// @dev units: the amount; often the whole of the sender's wallet, never more; now and then the receiver's wallet is empty before.
    function _asked(
        uint8 kind,
        Side memory from,
        Side memory to,
        uint64 amount,
        bool withinOne
    ) private pure returns (Movement memory movement, Facts memory facts, uint256 units) {
        if (from.fillsOrEmpties) from.elsewhere = 0;
        if (to.fillsOrEmpties) to.own = 0;
        units =
            kind == Movements.MINT
                ? amount
                : from.fillsOrEmpties
                    ? from.own
                    : bound(amount, 0, from.own);
        movement = Movement(kind, address(1), address(0), FROM, TO, units);
        if (kind != Movements.MINT) {
            facts.sender = _record(1);
            (facts.senderBalance, facts.senderHolding) = (from.own, uint256(from.own) + from.elsewhere);
            facts.senderHolds = from.holds;
        }
        if (kind != Movements.BURN) {
            facts.receiver = _record(withinOne ? 1 : 2);
            (facts.receiverBalance, facts.receiverHolding) = (to.own, uint256(to.own) + to.elsewhere);
            facts.receiverHolds = to.holds;
        }
    }

    function _record(uint64 investor) private pure returns (Record) {
        return RecordLibrary.make(investor, 2, RecordLibrary.packFacts(Words.facts(0, 0)));
    }
}
//
