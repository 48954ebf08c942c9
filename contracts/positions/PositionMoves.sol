// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPositions, PositionMove} from "../interfaces/IPositions.sol";
import {ClosureWord} from "../types/ClosureWord.sol";
import {LotsWord} from "../types/LotsWord.sol";
import {Person, PersonLibrary} from "../types/Person.sol";
import {ClosureField, LotsBits, LotsField, PositionBounds} from "../types/PositionKinds.sol";
import {ProductWord, ProductWordLibrary} from "../types/ProductWord.sol";
import {UnderlyingWord} from "../types/UnderlyingWord.sol";
import {PositionStorage} from "./PositionStorage.sol";

/// @notice A movement of a product: whom it touches, in the order in which they came, and how many lots.
/// @param given Lots that the sender has more, below zero. @param taken That the receiver has more.
struct Scene {
    address token;
    ProductWord product;
    UnderlyingWord underlying;
    uint64 sender;
    int256 given;
    int256 taken;
    Person first;
    Person last;
}

/// @title What a movement changes in the book, in memory
/// @notice Sender, receiver, and to whom their positions are attributed: what each has before, with what was stale mended, and what the movement brings.
/// @dev Nothing is written here but by `_keep`: who only asks goes the same way.
abstract contract PositionMoves is PositionStorage {
    /// @dev Roles of a `Person`.
    uint256 internal constant SENDER = 1;
    uint256 internal constant RECEIVER = 2;

    /// @param s Nothing is in it.
    /// @return known Whether the token is a product.
    function _open(Scene memory s, address token) internal view returns (bool known) {
        ProductWord product = _products[token];
        if (!product.isKnown()) return false;
        (s.token, s.product) = (token, product);
        s.underlying = _underlyings[product.underlying()];
        return true;
    }

    /// @dev As of which time it is asked.
    function _timeOf(PositionMove calldata m) internal view returns (uint256 time) {
        time = m.time;
        if (time == 0) time = block.timestamp;
    }

    /// @dev Both parties, and those behind them. Judged, more lots than a book counts are refused; else they count as the most.
    /// @param everybody Also who is behind a party whose lots the movement does not change.
    function _apply(Scene memory s, PositionMove calldata m, uint256 amount, bool everybody) internal view {
        uint256 lot = s.product.lot();
        uint64 party = m.sender;
        if (party != 0) {
            s.sender = party;
            uint256 holding = m.senderHolding;
            uint256 lots = ProductWordLibrary.countedLotsOf(holding, lot);
            int256 given = _more(lots, _lotsLeft(holding, amount, lot));
            s.given = given;
            _touch(s, party, lots, SENDER, everybody || given != 0);
        }
        party = m.receiver;
        if (party != 0) {
            uint256 holding = m.receiverHolding;
            uint256 later = ProductWordLibrary.lotsOf(holding + amount, lot);
            if (later > PositionBounds.MOST_LOTS) {
                if (m.judged) revert IPositions.LotsAboveCapacity(m.token, party, later, PositionBounds.MOST_LOTS);
                later = PositionBounds.MOST_LOTS;
            }
            uint256 lots = ProductWordLibrary.countedLotsOf(holding, lot);
            int256 taken = _more(lots, later);
            s.taken = taken;
            _touch(s, party, lots, RECEIVER, everybody || taken != 0);
        }
    }

    /// @dev A sender that has less, as a token may say, has nothing left.
    function _lotsLeft(uint256 holding, uint256 amount, uint256 lot) internal pure returns (uint256 lots) {
        unchecked {
            return ProductWordLibrary.countedLotsOf(holding > amount ? holding - amount : 0, lot);
        }
    }

    function _more(uint256 lots, uint256 later) internal pure returns (int256 moved) {
        unchecked {
            return int256(later) - int256(lots); // fits: lots
        }
    }

    /// @dev A sender or receiver, and, if `moves`, those who aggregate it. @param lots Of the product, before the movement.
    function _touch(Scene memory s, uint64 investor, uint256 lots, uint256 role, bool moves) internal view {
        Person person = _personOf(s, investor);
        LotsWord own = _own[_keyOf(s.product.page(), investor)];
        person.setParty(own);
        person.addRole(role);
        ClosureWord closure;
        bool fresh = own.generation() == s.underlying.generation();
        if (!fresh || own.has(LotsBits.ATTRIBUTES)) closure = _closures[investor];
        if (fresh ? own.has(LotsBits.AGGREGATES) : closure.aggregates()) _readAll(s, person);
        if (!fresh || own.lotsAt(s.product.slot()) != lots) _mend(s, person, closure, fresh, lots);
        if (!moves) return;
        for (uint256 list = closure.list(); list != 0; list >>= ClosureField.AGGREGATOR_BITS) {
            _aggregatorOf(s, uint64(list & ClosureField.AGGREGATOR_MASK)).addRole(role);
        }
    }

    /// @dev Attributes the whole page as the present closure has it, if it is another one, and counts lots that no movement told of.
    function _mend(Scene memory s, Person person, ClosureWord closure, bool fresh, uint256 lots) private view {
        LotsWord own = person.own();
        if (!fresh) {
            uint256 epoch = closure.epoch();
            if (own.epoch() != epoch && own.all() != 0) {
                _reattribute(s, own, _formerClosures[person.investor()][own.epoch()], closure);
            }
            uint256 bits = closure.hasAny() ? LotsBits.ATTRIBUTES : 0;
            if (closure.aggregates()) bits |= LotsBits.AGGREGATES;
            own = own.under(epoch, s.underlying.generation(), bits);
        }
        uint256 slot = s.product.slot();
        int256 drift = int256(lots) - int256(own.lotsAt(slot)); // fits: lots
        if (drift != 0) {
            own = own.moved(slot, drift);
            if (person.aggregates()) person.setAll(_plus(s, person, drift));
            uint64 aggregator;
            for (uint256 i = 0; (aggregator = closure.aggregatorAt(i)) != 0; ++i) {
                Person beside = _aggregatorOf(s, aggregator);
                beside.setAll(_plus(s, beside, drift));
            }
        }
        person.setOwn(own);
    }

    function _reattribute(Scene memory s, LotsWord own, ClosureWord former, ClosureWord closure) private view {
        uint64 aggregator;
        for (uint256 i = 0; (aggregator = former.aggregatorAt(i)) != 0; ++i) {
            if (closure.isAggregator(aggregator)) continue;
            Person gone = _aggregatorOf(s, aggregator);
            gone.setAll(gone.all().minusAll(own));
        }
        for (uint256 i = 0; (aggregator = closure.aggregatorAt(i)) != 0; ++i) {
            if (former.isAggregator(aggregator)) continue;
            Person come = _aggregatorOf(s, aggregator);
            (bool fit, LotsWord sum) = come.all().plusAll(own);
            if (!fit) _full(s, aggregator);
            come.setAll(sum);
        }
    }

    /// @dev Somebody to whom lots of others are attributed.
    function _aggregatorOf(Scene memory s, uint64 investor) private view returns (Person person) {
        person = _personOf(s, investor);
        _readAll(s, person);
    }

    /// @dev The person's place.
    function _personOf(Scene memory s, uint64 investor) private pure returns (Person person) {
        for (person = s.first; person.isSomebody(); person = person.next()) {
            if (person.investor() == investor) return person;
        }
        person = PersonLibrary.make(investor);
        if (s.last.isSomebody()) s.last.setNext(person);
        else s.first = person;
        s.last = person;
    }

    /// @dev What counts as the position of who aggregates others. Own lots join the others when they are first read.
    function _readAll(Scene memory s, Person person) private view {
        if (person.aggregates()) return;
        uint64 investor = person.investor();
        uint256 key = _keyOf(s.product.page(), investor);
        LotsWord all = _all[key];
        person.setAggregates(all);
        if (all.has(LotsBits.JOINED)) return;
        // Of a party nothing was mended or moved before this.
        LotsWord own = person.isParty() ? person.own() : _own[key];
        (bool fit, LotsWord sum) = all.plusAll(own);
        if (!fit) _full(s, investor);
        person.setAll(sum.withJoined());
    }

    /// @dev Writes what a person has after the movement, if that is something else than in storage.
    function _keep(Scene memory s, Person person) internal {
        uint256 key = _keyOf(s.product.page(), person.investor());
        if (person.isParty()) {
            LotsWord own = person.own().moved(s.product.slot(), _ownMoved(s, person));
            if (LotsWord.unwrap(own) != LotsWord.unwrap(person.ownKept())) _own[key] = own;
        }
        if (!person.aggregates()) return;
        LotsWord all = _plus(s, person, person.moved(s.given, s.taken));
        if (LotsWord.unwrap(all) != LotsWord.unwrap(person.allKept())) _all[key] = all;
    }

    /// @dev Whose slot would not hold what the movement attributes; 0: nobody's.
    function _fullAfter(Scene memory s) internal pure returns (uint64 investor) {
        for (Person person = s.first; person.isSomebody(); person = person.next()) {
            if (!person.aggregates()) continue;
            (bool fits, ) = person.all().plus(s.product.slot(), person.moved(s.given, s.taken));
            if (!fits) return person.investor();
        }
    }

    /// @dev Of a party.
    function _ownMoved(Scene memory s, Person person) internal pure returns (int256 lots) {
        return person.investor() == s.sender ? s.given : s.taken;
    }

    function _plus(Scene memory s, Person person, int256 lots) private pure returns (LotsWord sum) {
        bool fits;
        (fits, sum) = person.all().plus(s.product.slot(), lots);
        if (!fits) _full(s, person.investor());
    }

    /// @dev A slot is full only if 64 persons have the most.
    function _full(Scene memory s, uint64 investor) internal pure {
        revert IPositions.LotsAboveCapacity(s.token, investor, LotsField.SLOT_MASK + 1, LotsField.SLOT_MASK);
    }
}
