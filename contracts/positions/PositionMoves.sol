// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPositions, PositionMove} from "../interfaces/IPositions.sol";
import {ClosureWord} from "../types/ClosureWord.sol";
import {LotsWord} from "../types/LotsWord.sol";
import {PositionBounds} from "../types/PositionKinds.sol";
import {ProductWord} from "../types/ProductWord.sol";
import {RosterEntry, RosterWord} from "../types/RosterWord.sol";
import {UnderlyingWord} from "../types/UnderlyingWord.sol";
import {PositionStorage} from "./PositionStorage.sol";

/// @notice A person whose position a movement touches.
/// @param own Lots of the page, as they are before the movement: counted anew and attributed by the present closure, whatever is in storage.
/// @param moved Lots of the product that the movement brings; movedBeside: that it attributes. @param ownKept As in storage; attributedKept: likewise.
/// @param aggregates Whether lots of others are attributed to the person at all; else they are not read.
struct Person {
    uint64 investor;
    bool aggregates;
    LotsWord own;
    LotsWord attributed;
    LotsWord ownKept;
    LotsWord attributedKept;
    int256 moved;
    int256 movedBeside;
}

/// @notice All that a movement of a product is judged by.
struct Scene {
    address token;
    ProductWord product;
    uint24 page;
    uint256 slot;
    RosterWord roster;
    RosterEntry entry;
    UnderlyingWord underlying;
    Person[] people;
    uint256 count;
}

/// @title What a movement changes in the book, in memory
/// @notice Sender, receiver, and to whom their positions are attributed: what each has before, with what was stale mended, and what the movement brings.
/// @dev Nothing is written here: who only asks goes the same way.
abstract contract PositionMoves is PositionStorage {
    /// @dev Sender and receiver, and of each who aggregates it, now and under its former closure.
    uint256 private constant MOST_PEOPLE = 2 + 4 * PositionBounds.MOST_AGGREGATORS;

    /// @dev The product is known.
    function _sceneOf(address token, ProductWord product) internal view returns (Scene memory s) {
        (s.token, s.product) = (token, product);
        (s.page, s.slot) = (product.page(), product.slot());
        s.underlying = _underlyings[product.underlying()];
        s.roster = _rosters[s.page];
        s.entry = s.roster.entryAt(s.slot);
        s.people = _room();
    }

    /// @dev A list of places, each empty until somebody takes it.
    function _room() private pure returns (Person[] memory people) {
        uint256 length = MOST_PEOPLE;
        assembly ("memory-safe") {
            people := mload(0x40)
            mstore(people, length)
            mstore(0x40, add(people, mul(0x20, add(length, 1))))
        }
    }

    /// @dev The movement's lots of both parties. Judged, more lots than a book counts are refused; else they count as the most.
    function _apply(Scene memory s, PositionMove memory m) internal view {
        if (m.sender != 0) {
            uint256 holding = m.senderHolding;
            uint256 left = holding > m.amount ? holding - m.amount : 0;
            _change(s, m.sender, s.product.lotsOf(holding), s.product.lotsOf(left));
        }
        if (m.receiver != 0) {
            uint256 holding = m.receiverHolding + m.amount;
            uint256 lots = s.product.allLotsOf(holding);
            if (lots > PositionBounds.MOST_LOTS) {
                if (m.judged) revert IPositions.LotsAboveCapacity(m.token, m.receiver, lots, PositionBounds.MOST_LOTS);
                lots = PositionBounds.MOST_LOTS;
            }
            _change(s, m.receiver, s.product.lotsOf(m.receiverHolding), lots);
        }
    }

    /// @dev One investor's lots of the product, before and after.
    function _change(Scene memory s, uint64 investor, uint256 before, uint256 later) internal view {
        ClosureWord closure = _closures[investor];
        Person memory person = _personOf(s, investor, closure.aggregates());
        _mend(s, person, closure, before);
        int256 moved = int256(later) - int256(before); // fits: lots
        if (moved == 0) return;
        person.moved += moved;
        if (!closure.hasAny()) return;
        uint64 aggregator;
        for (uint256 i = 0; (aggregator = closure.aggregatorAt(i)) != 0; ++i) {
            _personOf(s, aggregator, true).movedBeside += moved;
        }
    }

    /// @dev Counts lots that no movement told of, and attributes the whole page as the present closure has it.
    function _mend(Scene memory s, Person memory person, ClosureWord closure, uint256 lots) private view {
        LotsWord own = person.own;
        if (own.epoch() != closure.epoch()) {
            if (own.all() != 0) _reattribute(s, own, _formerClosures[person.investor][own.epoch()], closure);
            own = own.withEpoch(closure.epoch());
        }
        int256 drift = int256(lots) - int256(own.lotsAt(s.slot)); // fits: lots
        if (drift != 0) {
            (, own) = own.plus(s.slot, drift); // fits: lots that are counted
            uint64 aggregator;
            for (uint256 i = 0; (aggregator = closure.aggregatorAt(i)) != 0; ++i) {
                Person memory beside = _personOf(s, aggregator, true);
                beside.attributed = _plus(s, beside, beside.attributed, drift);
            }
        }
        person.own = own;
    }

    function _reattribute(Scene memory s, LotsWord own, ClosureWord former, ClosureWord closure) private view {
        uint64 aggregator;
        for (uint256 i = 0; (aggregator = former.aggregatorAt(i)) != 0; ++i) {
            if (closure.isAggregator(aggregator)) continue;
            Person memory gone = _personOf(s, aggregator, true);
            gone.attributed = gone.attributed.minusAll(own);
        }
        for (uint256 i = 0; (aggregator = closure.aggregatorAt(i)) != 0; ++i) {
            if (former.isAggregator(aggregator)) continue;
            Person memory come = _personOf(s, aggregator, true);
            uint256 slot;
            (slot, come.attributed) = come.attributed.plusAll(own);
            if (slot != PositionBounds.SLOTS) _full(s, come.investor);
        }
    }

    /// @dev The person's place, with what the book has of it in the page.
    function _personOf(Scene memory s, uint64 investor, bool aggregates) internal view returns (Person memory person) {
        uint256 count = s.count;
        for (uint256 i = 0; i < count; ++i) {
            person = s.people[i];
            if (person.investor != investor) continue;
            if (aggregates && !person.aggregates) _readAttributed(s, person);
            return person;
        }
        Person memory added;
        added.investor = investor;
        added.own = added.ownKept = _own[s.page][investor];
        if (aggregates) _readAttributed(s, added);
        s.people[count] = added;
        s.count = count + 1;
        return added;
    }

    function _readAttributed(Scene memory s, Person memory person) private view {
        person.aggregates = true;
        person.attributed = person.attributedKept = _attributed[s.page][person.investor];
    }

    /// @dev Writes what a person has after the movement, if that is something else than in storage.
    function _keep(Scene memory s, Person memory person) internal {
        LotsWord own = person.own;
        LotsWord attributed = person.attributed;
        if (person.moved != 0) (, own) = own.plus(s.slot, person.moved); // fits: lots that are counted
        if (person.movedBeside != 0) attributed = _plus(s, person, attributed, person.movedBeside);
        if (LotsWord.unwrap(own) != LotsWord.unwrap(person.ownKept)) _own[s.page][person.investor] = own;
        if (LotsWord.unwrap(attributed) != LotsWord.unwrap(person.attributedKept)) {
            _attributed[s.page][person.investor] = attributed;
        }
    }

    function _plus(
        Scene memory s,
        Person memory person,
        LotsWord word,
        int256 lots
    ) private pure returns (LotsWord sum) {
        bool fits;
        (fits, sum) = word.plus(s.slot, lots);
        if (!fits) _full(s, person.investor);
    }

    /// @dev Attributed lots fill their 48 bits only if 256 persons have the most.
    function _full(Scene memory s, uint64 investor) private pure {
        revert IPositions.LotsAboveCapacity(s.token, investor, PositionBounds.MOST_LOTS, PositionBounds.MOST_LOTS);
    }
}
