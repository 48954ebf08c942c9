// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Lots} from "../../../contracts/rules/Lots.sol";
import {Shape} from "../../../contracts/types/Kinds.sol";
import {Lot, LotLibrary} from "../../../contracts/types/Lot.sol";
import {LotLists} from "../LotLists.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given an investor's lots.
contract LotsTest is TestBase {
    using LotLists for Lot[];

    uint256 private constant DAYS = 40;
    uint256 private constant TODAY = 20_000 + DAYS;

    /* TAKE */

    function testFuzz_Take_UnitsAreConserved_AndTheOldestGo(uint256 noise, uint8 count, uint112 wanted) public pure {
        Lot[] memory lots = LotLists.fromNoise(noise, bound(count, 0, 8), DAYS);
        uint256 held = lots.unitsOf();
        uint256 amount = noise % 2 == 0 ? bound(wanted, 0, held) : wanted;
        (Lot[] memory taken, Lot[] memory left) = Lots.take(lots, amount);
        assertTrue(taken.isWellFormed() && left.isWellFormed(), "form");
        assertEq(taken.unitsOf(), amount < held ? amount : held, "taken");
        assertEq(taken.unitsOf() + left.unitsOf(), held, "conserved");
        if (taken.length != 0 && left.length != 0) {
            assertLe(taken[taken.length - 1].key(), left[0].key(), "what stays is not older");
        }
    }

    function test_Take_AtTheBoundaryOfALot() public pure {
        Lot[] memory lots = LotLists.list(LotLibrary.make(5, 1, 10), LotLibrary.make(6, 0, 20));
        (Lot[] memory taken, Lot[] memory left) = Lots.take(lots, 10);
        assertEq(abi.encode(taken), abi.encode(LotLists.list(lots[0])));
        assertEq(abi.encode(left), abi.encode(LotLists.list(lots[1])));
        (taken, left) = Lots.take(lots, 9);
        assertEq(abi.encode(left), abi.encode(LotLists.list(LotLibrary.make(5, 1, 1), lots[1])));
        (taken, left) = Lots.take(lots, 11);
        assertEq(abi.encode(taken), abi.encode(LotLists.list(lots[0], LotLibrary.make(6, 0, 1))));
        (taken, left) = Lots.take(lots, 0);
        assertEq(taken.length, 0, "nothing is taken");
        (taken, left) = Lots.take(lots, 31);
        assertEq(left.length, 0, "what there is");
    }

    /* JOIN */

    function testFuzz_Join_UnitsAreConserved_AndNoneBecomesOlder(
        uint256 noise,
        uint8 count,
        uint8 moreCount
    ) public pure {
        Lot[] memory lots = LotLists.fromNoise(noise, bound(count, 0, 8), DAYS);
        Lot[] memory more = LotLists.fromNoise(~noise, bound(moreCount, 0, 8), DAYS);
        Lot[] memory joined = Lots.join(lots, more);
        assertTrue(joined.isWellFormed(), "form");
        for (uint256 origin = 0; origin < Shape.ORIGINS; ++origin) {
            assertEq(joined.unitsOf(origin), lots.unitsOf(origin) + more.unitsOf(origin), "of each origin");
            for (uint256 day = 20_000; day < TODAY; ++day) {
                uint256 before = lots.unitsUntil(origin, day) + more.unitsUntil(origin, day);
                assertLe(joined.unitsUntil(origin, day), before, "older than it was");
            }
        }
        assertEq(abi.encode(Lots.join(more, lots)), abi.encode(joined)); // whoever comes first
    }

    function testFuzz_Join_OfTheSameDayAndOrigin_IsOneLot(uint96 units, uint96 more, uint8 origin) public pure {
        (units, more) = (uint96(bound(units, 1, type(uint96).max)), uint96(bound(more, 1, type(uint96).max)));
        uint256 which = bound(origin, 0, Shape.ORIGINS - 1);
        Lot[] memory joined = Lots.join(
            LotLists.list(LotLibrary.make(9, which, units)),
            LotLists.list(LotLibrary.make(9, which, more))
        );
        assertEq(abi.encode(joined), abi.encode(LotLists.list(LotLibrary.make(9, which, uint256(units) + more))));
    }

    /* FOLD */

    function test_Fold_ThePairThatMovesLeast_TheFirstOfEqualOnes() public pure {
        Lot[] memory lots = new Lot[](8);
        for (uint256 i = 0; i < 8; ++i) lots[i] = LotLibrary.make(100 + i, 0, 10);
        Lot[] memory joined = Lots.join(lots, LotLists.list(LotLibrary.make(108, 0, 10)));
        assertEq(joined.length, 8);
        assertEq(joined[0].day(), 101, "all pairs cost the same: the first was folded, into its later day");
        assertEq(joined[0].units(), 20);
        // Fewer units or fewer days make another pair cheaper.
        lots[4] = LotLibrary.make(104, 0, 9);
        joined = Lots.join(lots, LotLists.list(LotLibrary.make(108, 0, 10)));
        assertEq(joined[0].day(), 100);
        assertEq(joined.unitsUntil(0, 104), 40);
        assertEq(joined.unitsUntil(0, 105), 59);
    }

    /// @dev Eight places, seven origins: of nine lots two are of one origin, however they are spread.
    function testFuzz_Fold_SevenOrigins_ThereIsAlwaysAPair(uint256 noise) public pure {
        Lot[] memory lots = new Lot[](8);
        for (uint256 i = 0; i < 7; ++i) lots[i] = LotLibrary.make(100 + i, i, type(uint96).max);
        lots[7] = LotLibrary.make(200, noise % Shape.ORIGINS, 1);
        uint256 origin = (noise >> 8) % Shape.ORIGINS;
        Lot[] memory joined = Lots.join(lots, LotLists.list(LotLibrary.make(201, origin, 1)));
        assertTrue(joined.isWellFormed(), "form");
        assertEq(joined.length, 8);
        for (uint256 i = 0; i < 7; ++i) assertGe(joined.unitsOf(i), type(uint96).max, "origin lost");
    }

    /// @dev Others send one unit a day, of several origins, some of it older than what they meet. Nine lots have two of one origin, of which at
    /// most one is the large one: as long as that is the only large one, dust folds into dust, or into it.
    function testFuzz_Fold_TwoHundredDaysOfDust_MoveNoLargeLot(uint256 noise, uint96 units, uint8 origins) public pure {
        uint256 large = bound(units, 1 << 40, type(uint96).max);
        uint256 most = bound(origins, 1, Shape.ORIGINS);
        Lot[] memory lots = LotLists.list(LotLibrary.make(20_000, 3, large));
        for (uint256 day = 1; day <= 200; ++day) {
            uint256 word = uint256(keccak256(abi.encode(noise, day)));
            // One in four has kept a clock that began before the large lot did.
            uint256 acquired = word % 4 == 0 ? 19_000 + day : 20_000 + day;
            lots = Lots.join(lots, LotLists.list(LotLibrary.make(acquired, (word >> 8) % most, 1)));
            uint256 old = 0;
            for (uint256 i = 0; i < lots.length; ++i) {
                if (lots[i].day() == 20_000 && lots[i].origin() == 3) old = lots[i].units();
            }
            assertGe(old, large, "the large lot moved");
            assertEq(lots.unitsOf(), large + day, "conserved");
        }
    }

    /// @dev What the rule does not promise: with a large lot and one unit of dust in most origins, no pair of dust is left.
    function test_Fold_WithoutAPairOfDust_ALargeLotMoves() public pure {
        Lot[] memory lots = new Lot[](8);
        (lots[0], lots[1]) = (LotLibrary.make(100, 0, 1e18), LotLibrary.make(110, 0, 1e18));
        for (uint256 i = 1; i < 7; ++i) lots[i + 1] = LotLibrary.make(120 + i, i, 1);
        Lot[] memory joined = Lots.join(lots, LotLists.list(LotLibrary.make(130, 0, 1)));
        assertEq(joined.unitsUntil(0, 100), 0, "the older one became ten days younger, not the younger one twenty");
        assertEq(joined.unitsUntil(0, 110), 2e18);
    }

    /* RESTART */

    function testFuzz_Restart_KeepsUnitsAndOrigins(uint256 noise, uint8 count) public pure {
        Lot[] memory lots = LotLists.fromNoise(noise, bound(count, 0, 8), DAYS);
        Lot[] memory restarted = Lots.restart(lots, TODAY);
        assertTrue(restarted.isWellFormed(), "form");
        for (uint256 origin = 0; origin < Shape.ORIGINS; ++origin) {
            assertEq(restarted.unitsOf(origin), lots.unitsOf(origin), "of each origin");
            assertEq(restarted.unitsUntil(origin, TODAY - 1), 0, "before today");
        }
    }
}
