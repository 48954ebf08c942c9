// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Acquisitions} from "../../../contracts/rules/Acquisitions.sol";
import {Facts} from "../../../contracts/types/Facts.sol";
import {HeaderField, Movements, Roles, Shape} from "../../../contracts/types/Kinds.sol";
import {Lot, LotLibrary} from "../../../contracts/types/Lot.sol";
import {Movement} from "../../../contracts/types/Movement.sol";
import {Program, ProgramLibrary} from "../../../contracts/types/Program.sol";
import {InvestorFacts} from "../../../contracts/types/Record.sol";
import {LotLists} from "../LotLists.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given a sender with lots of two days, and a receiver with none or one: what a movement makes of them.
contract AcquisitionsTest is TestBase {
    uint256 private constant TODAY = 20_500;
    uint32 private constant NOT_AFFILIATE = 1 << 5;
    /// @dev Lane 2 buys from origin 1, lane 5 from origin 6, everybody else from origin 0.
    uint256 private constant ORIGINS = (1 << (2 * Shape.ORIGIN_BITS)) | (6 << (5 * Shape.ORIGIN_BITS));

    Lot private _old = LotLibrary.make(20_000, 1, 60);
    Lot private _young = LotLibrary.make(20_400, 2, 40);

    function test_AMint_BeginsALotOfTheReceiversLane() public view {
        (, Lot[] memory got, uint256 begun) = _settle(Movements.MINT, 0, 5, 0, 7);
        assertEq(abi.encode(got), abi.encode(LotLists.list(LotLibrary.make(TODAY, 6, 7))));
        assertEq(begun, 7, "one more than its origin");
        (, got, begun) = _settle(Movements.MINT, 0, 4, 0, 7);
        assertEq(got[0].origin(), 0);
        assertEq(begun, 1, "unspecified is an origin, too");
    }

    function test_ASaleByTheIssuer_BeginsALot_WhateverItsClock() public view {
        for (uint256 clock = 0; clock < 3; ++clock) {
            uint32 statuses = uint32(Roles.ISSUER) | NOT_AFFILIATE;
            (Lot[] memory left, Lot[] memory got, uint256 begun) = _settle(
                Movements.TRANSFER,
                statuses,
                2,
                _clock(clock),
                70
            );
            assertEq(abi.encode(left), abi.encode(LotLists.list(LotLibrary.make(20_400, 2, 30))));
            assertEq(abi.encode(got), abi.encode(LotLists.list(LotLibrary.make(TODAY, 1, 70))));
            assertEq(begun, 2);
        }
    }

    function test_ASaleByWhoKeepsTheClock_MovesTheLots_OldestFirst() public view {
        (Lot[] memory left, Lot[] memory got, uint256 begun) = _settle(
            Movements.TRANSFER,
            NOT_AFFILIATE,
            2,
            _clock(1),
            70
        );
        assertEq(abi.encode(left), abi.encode(LotLists.list(LotLibrary.make(20_400, 2, 30))));
        assertEq(abi.encode(got), abi.encode(LotLists.list(_old, LotLibrary.make(20_400, 2, 10))));
        assertEq(begun, 0);
    }

    function test_ASaleByAnAffiliate_StartsTheDayAnew_AndKeepsTheOrigin() public view {
        (, Lot[] memory got, uint256 begun) = _settle(Movements.TRANSFER, 1 << 4, 2, _clock(1), 70);
        Lot[] memory wanted = LotLists.list(LotLibrary.make(TODAY, 1, 60), LotLibrary.make(TODAY, 2, 10));
        assertEq(abi.encode(got), abi.encode(wanted));
        assertEq(begun, 0);
    }

    function test_WhereTheClockRunsOn_EverybodyKeepsIt() public view {
        (, Lot[] memory got, ) = _settle(Movements.TRANSFER, 0, 2, _clock(2), 100);
        assertEq(abi.encode(got), abi.encode(LotLists.list(_old, _young)));
    }

    function test_WhereAProgramSaysNothing_NobodyKeepsIt_AndSalesAreOfNoOrigin() public view {
        (, Lot[] memory got, ) = _settle(Movements.TRANSFER, type(uint24).max, 2, 0, 60);
        assertEq(abi.encode(got), abi.encode(LotLists.list(LotLibrary.make(TODAY, 1, 60))));
        Program silent = ProgramLibrary.within(abi.encode(Words.header(0, 0, 0, 0)));
        (Movement memory movement, Facts memory facts) = _asked(Movements.MINT, 0, 2, 7);
        uint256 begun;
        (, got, begun) = Acquisitions.settle(silent, movement, facts);
        assertEq(got[0].origin(), 0);
        assertEq(begun, 1);
    }

    function test_AnOrderKeepsThem_ButNotWhatTheIssuerHad() public view {
        uint8[3] memory kinds = [Movements.FORCED, Movements.TRANSMISSION, Movements.LICENSED];
        for (uint256 i = 0; i < kinds.length; ++i) {
            (, Lot[] memory got, uint256 begun) = _settle(kinds[i], 0, 2, 0, 70);
            assertEq(abi.encode(got), abi.encode(LotLists.list(_old, LotLibrary.make(20_400, 2, 10))));
            assertEq(begun, 0, "an order is no sale");
            (, , begun) = _settle(kinds[i], uint32(Roles.ISSUER), 2, 0, 70);
            assertTrue(begun != 0, "the issuer's own clock is nobody's");
        }
    }

    function test_ABurn_TakesTheOldest() public view {
        (Lot[] memory left, Lot[] memory got, uint256 begun) = _settle(Movements.BURN, uint32(Roles.ISSUER), 2, 0, 61);
        assertEq(abi.encode(left), abi.encode(LotLists.list(LotLibrary.make(20_400, 2, 39))));
        assertEq(got.length, 0);
        assertEq(begun, 0);
    }

    function test_WhatIsBoughtTwiceADay_IsOneLot() public view {
        (Movement memory movement, Facts memory facts) = _asked(Movements.MINT, 0, 2, 7);
        facts.receiverLots = LotLists.list(_old, LotLibrary.make(TODAY, 1, 3));
        (, Lot[] memory got, ) = Acquisitions.settle(_program(0), movement, facts);
        assertEq(abi.encode(got), abi.encode(LotLists.list(_old, LotLibrary.make(TODAY, 1, 10))));
    }

    /// @dev At the last second of a day, and at the first of the next.
    function test_TheDayIsThatOfTheMovement_InUtc() public view {
        (Movement memory movement, Facts memory facts) = _asked(Movements.MINT, 0, 2, 7);
        for (uint256 i = 0; i < 2; ++i) {
            facts.time = TODAY * 1 days - 1 + i;
            (, Lot[] memory got, ) = Acquisitions.settle(_program(0), movement, facts);
            assertEq(got[0].day(), TODAY - 1 + i);
        }
    }

    /* GIVEN */

    /// @param which 0: nobody keeps the clock, 1: who is no affiliate, 2: everybody.
    function _clock(uint256 which) private pure returns (uint256) {
        if (which == 1) return uint256(NOT_AFFILIATE) << HeaderField.CLOCK_KEPT_BY_OFFSET;
        return which == 2 ? 1 << HeaderField.CLOCK_RUNS_ON_OFFSET : 0;
    }

    function _program(uint256 clock) private pure returns (Program) {
        uint256 header = Words.header(0, 0, 0, 0) | (ORIGINS << HeaderField.ORIGINS_OFFSET) | clock;
        return ProgramLibrary.within(abi.encode(header));
    }

    function _asked(
        uint8 kind,
        uint32 statuses,
        uint8 lane,
        uint256 amount
    ) private view returns (Movement memory movement, Facts memory facts) {
        movement = Movement(kind, address(1), address(0), address(2), address(3), amount);
        facts.time = TODAY * 1 days + 5 hours;
        InvestorFacts memory sender = Words.facts(840, 3);
        sender.statuses = statuses;
        facts.sender = Words.record(sender);
        facts.receiver = Words.record(Words.facts(276, lane));
        if (kind != Movements.MINT) facts.senderLots = LotLists.list(_old, _young);
    }

    function _settle(
        uint8 kind,
        uint32 statuses,
        uint8 lane,
        uint256 clock,
        uint256 amount
    ) private view returns (Lot[] memory left, Lot[] memory got, uint256 begun) {
        (Movement memory movement, Facts memory facts) = _asked(kind, statuses, lane, amount);
        return Acquisitions.settle(_program(clock), movement, facts);
    }
}
