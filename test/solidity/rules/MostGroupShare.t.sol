// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MostGroupShare} from "../../../contracts/rules/MostGroupShare.sol";
import {Kinds, RuleField, Shape} from "../../../contracts/types/Kinds.sol";
import {Reading} from "../../../contracts/types/Reading.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {TestBase} from "../TestBase.sol";
import {Words} from "../Words.sol";

/// @notice Given every combination of few units, weights and shares: what is refused, what is told, and which amounts have room.
/// @dev Asserts by hand: what an assertion says is written to memory each time that it is asked, and nothing frees it. The rest of what is claimed of this rule is proved for all numbers (`proofs/GroupShare.sol`).
contract MostGroupShareTest is TestBase {
    /// @dev Basis points. Of 3333 nothing comes out even.
    uint256[4] private _shares = [uint256(1), 2500, 3333, 10_000];
    uint256[2] private _floors = [uint256(1), 3];
    uint256[4] private _weights = [uint256(0), 1000, 3333, 10_000];
    uint256 private constant MOST_SUPPLY = 3;
    /// @dev More than there is, so that it may thin the share out.
    uint256 private constant MOST_MINTED = 8;

    struct Case {
        uint256 share;
        bool strictly;
        uint256 floor;
        uint256 supply;
        bool minted;
        uint256 most;
    }

    function test_EveryMint_IsJudgedExactly_AndHasRoomForExactlyThat() public view {
        vm.unixTime(); // else a failure is traced step by step, which no memory holds
        Reading memory reading;
        Case memory one;
        (one.minted, one.most) = (true, MOST_MINTED);
        uint256 apart = 0;
        for (uint256 i = 0; i < 8; ++i) {
            (reading.toWeight, reading.toBeside) = (_weights[i / 2], i % 2);
            apart += _everyShare(one, reading);
        }
        assertTrue(apart != 0, "some mint leaves two intervals");
    }

    function test_EveryTransfer_IsJudgedExactly_AndHasRoomForExactlyThat() public view {
        vm.unixTime(); // else a failure is traced step by step, which no memory holds
        Reading memory reading;
        Case memory one;
        uint256 apart = 0;
        for (uint256 i = 0; i < 64; ++i) {
            (reading.fromWeight, reading.fromBeside) = (_weights[i / 16], (i / 2) % 2);
            (reading.toWeight, reading.toBeside) = (_weights[(i / 4) % 4], i % 2);
            apart += _everyShare(one, reading);
        }
        assertTrue(apart != 0, "some transfer leaves two intervals");
    }

    /// @return apart How often what passes is two intervals.
    function _everyShare(Case memory one, Reading memory reading) private view returns (uint256 apart) {
        for (uint256 i = 0; i < 16; ++i) {
            (one.share, one.strictly, one.floor) = (_shares[i / 4], i % 2 != 0, _floors[(i / 2) % 2]);
            for (one.supply = 0; one.supply <= MOST_SUPPLY; ++one.supply) apart += _everySum(one, reading);
        }
    }

    /// @dev Fifths of a unit that members hold, and units of who is excluded: together no more than there are.
    function _everySum(Case memory one, Reading memory reading) private pure returns (uint256 apart) {
        for (reading.beside = 0; reading.beside <= one.supply; ++reading.beside) {
            uint256 top = (one.supply - reading.beside) * Shape.BASIS_POINTS;
            for (reading.used = 0; reading.used <= top; reading.used += Shape.BASIS_POINTS / 5) {
                if (!one.minted) one.most = _givable(one, reading);
                if (_check(one, reading)) ++apart;
            }
        }
    }

    /// @dev How much a sender may have at most, of what the meter shows.
    function _givable(Case memory one, Reading memory reading) private pure returns (uint256 most) {
        most = one.supply;
        if (reading.fromBeside == 1 && reading.beside < most) most = reading.beside;
        if (reading.fromWeight == 0) return most;
        uint256 held = reading.used / reading.fromWeight;
        if (held < most) most = held;
    }

    function _check(Case memory one, Reading memory reading) private pure returns (bool apart) {
        uint256 window = one.share + (one.strictly ? Shape.STRICTLY : 0);
        Rule rule = Words.with(Words.rule(Kinds.MOST_GROUP_SHARE, one.floor), RuleField.WINDOW_OFFSET, window);
        // Bit a: the amount a passes.
        uint256 passing = 0;
        for (uint256 amount = 1; amount <= one.most; ++amount) {
            if (!_refuses(rule, one, reading, amount)) passing |= 1 << amount;
        }
        for (uint256 upTo = 1; upTo <= one.most; ++upTo) _checkRoom(rule, one, reading, passing, upTo);
        uint256 begins = passing & ~(passing << 1);
        return begins != 0 && begins & (begins - 1) != 0;
    }

    function _refuses(
        Rule rule,
        Case memory one,
        Reading memory reading,
        uint256 amount
    ) private pure returns (bool refused) {
        uint256 supplyAfter = one.minted ? one.supply + amount : one.supply;
        uint256 held = reading.used + amount * reading.toWeight - amount * reading.fromWeight;
        uint256 out = reading.beside + amount * reading.toBeside - amount * reading.fromBeside;
        uint256 base = supplyAfter > out + one.floor ? supplyAfter - out : one.floor;
        uint256 before = one.supply > reading.beside + one.floor ? one.supply - reading.beside : one.floor;
        bool grows = reading.toWeight > reading.fromWeight;
        if (!grows && reading.toBeside > reading.fromBeside)
            grows = (reading.fromWeight - reading.toWeight) * before < reading.used;
        // held / base against the share: of each unit of the base so much may be held.
        bool above = one.strictly ? held >= one.share * base : held > one.share * base;

        uint256 measured;
        uint256 limit;
        (refused, measured, limit) = MostGroupShare.judge(rule, reading, amount, supplyAfter);
        if (refused != (grows && above)) revert NotTrue("refused exactly above the share");
        // held / base before and after, and who weighs wholly.
        if (above && !refused && held * before > reading.used * base) revert NotTrue("passes only what grows nothing");
        if (refused && reading.fromWeight == Shape.BASIS_POINTS && reading.toWeight == 0)
            revert NotTrue("no exit is refused");
        uint256 told = measured * Shape.BASIS_POINTS;
        if (told < held || told >= held + Shape.BASIS_POINTS) revert NotTrue("measured rounded up");
        told = limit * Shape.BASIS_POINTS;
        if (told > one.share * base) revert NotTrue("limit rounded down");
        if (refused && measured <= limit) revert NotTrue("measured above the limit");
    }

    /// @dev An interval that passes, as far as it goes on either side, with the highest amount up to `upTo` that does.
    function _checkRoom(
        Rule rule,
        Case memory one,
        Reading memory reading,
        uint256 passing,
        uint256 upTo
    ) private pure {
        (uint256 least, uint256 most) = MostGroupShare.room(rule, reading, one.supply, one.minted, upTo);
        uint256 highest = upTo;
        while (highest != 0 && (passing >> highest) & 1 == 0) --highest;
        if (highest == 0) {
            if (most >= least && least <= upTo) revert NotTrue("no room where nothing passes");
            return;
        }
        if (least == 0 || least > highest || most < highest) revert NotTrue("room for what passes");
        if (most > one.most) most = one.most;
        uint256 wanted = (uint256(2) << most) - (uint256(1) << least);
        if (passing & wanted != wanted) revert NotTrue("no room for what is refused");
        uint256 neighbours = (uint256(1) << (least - 1)) | (uint256(2) << most);
        if (passing & neighbours != 0) revert NotTrue("room as far as it goes");
    }
}
