// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "../access/Halves.sol";
import {IPositions, PositionAnswer, PositionMove} from "../interfaces/IPositions.sol";
import {IPositionStandings} from "../interfaces/IPositionStandings.sol";
import {PositionFinding} from "../interfaces/IPositionViews.sol";
import {Shape} from "../types/Kinds.sol";
import {Person} from "../types/Person.sol";
import {PositionBounds, PositionBuckets} from "../types/PositionKinds.sol";
import {ProductWordLibrary} from "../types/ProductWord.sol";
import {PositionFindings, PositionJudging, Question} from "./PositionJudging.sol";
import {Scene} from "./PositionMoves.sol";
import {PositionStorage} from "./PositionStorage.sol";
import {Lens, PositionSums} from "./PositionSums.sol";

/// @title Position limits, of persons, over tokens, wallets and controlled entities
/// @notice COUNT    (`PositionMoves`) what sender, receiver and those who aggregate them have of a page of products, and what the movement brings.
/// JUDGE    (`PositionJudging`) the sums by bucket and side (`PositionSums`, pure): nobody's measured position grows above its limit.
/// WRITE    one word for each of them.
/// @dev Who may: the engine moves it, the authority opens products and states closures, anybody may have what is stale counted anew. Trust: the engine's word
/// is taken for holdings, and a product's, of which the authority has opened, for its own balances: it can move positions in itself, and none elsewhere.
/// Products, limits and standings are in the other half, `PositionAdmin`.
contract PositionBook is PositionJudging, IPositions {
    /// @notice The other half, `PositionAdmin`.
    address public immutable admin;

    constructor(
        address engine_,
        uint32 registry_,
        address authority_,
        address admin_
    ) PositionStorage(engine_, registry_, authority_) {
        admin = admin_;
    }

    /// @dev Everything that moves no position: the other half's code on this storage.
    fallback() external {
        Halves.enter(admin);
    }

    /// @inheritdoc IPositions
    function weigh(PositionMove calldata movement) external view returns (PositionAnswer memory answer) {
        Scene memory s;
        _weigh(s, movement, _timeOf(movement), answer);
    }

    /// @inheritdoc IPositions
    function move(PositionMove calldata movement) external returns (PositionAnswer memory answer) {
        if (msg.sender != engine) revert EngineOnly(msg.sender);
        Scene memory s;
        _weigh(s, movement, block.timestamp, answer);
        if (answer.allowed) _write(s);
    }

    /// @param s Nothing is in it; afterwards whom the movement touches. @param answer Likewise, and what is said.
    function _weigh(
        Scene memory s,
        PositionMove calldata movement,
        uint256 time,
        PositionAnswer memory answer
    ) private view {
        bool judged = movement.judged;
        answer.allowed = true;
        if (!_open(s, movement.token)) {
            if (judged) (answer.allowed, answer.measured) = (false, type(uint256).max);
            return;
        }
        _apply(s, movement, movement.amount, false);
        if (!judged) return;
        Question memory q;
        if (!_ask(s, time, q)) {
            uint64 full = _fullAfter(s);
            if (full != 0) _full(s, full);
            return;
        }
        PositionFindings memory found;
        found.most = 1;
        _judge(s, q, found);
        if (found.count == 0) return;
        PositionFinding memory first = found.list[0];
        answer.allowed = false;
        (answer.subject, answer.measured, answer.limit) = (first.subject, first.measured, first.limit);
    }

    /// @inheritdoc IPositions
    /// @dev The largest amount that passes where one unit more does not, by bisection. Within one group of persons a rounded lot may stand against a smaller one.
    function room(PositionMove calldata movement) external view returns (uint256 most) {
        Scene memory s;
        if (!movement.judged) return Shape.MOST_UNITS;
        if (!_open(s, movement.token)) return 0;
        _apply(s, movement, 0, true);
        Question memory q;
        bool counts = _ask(s, _timeOf(movement), q);
        uint256 above = Shape.MOST_UNITS + 1;
        if (movement.receiver != 0) {
            uint256 whole = PositionBounds.MOST_LOTS * s.product.lot();
            uint256 free = whole > movement.receiverHolding ? whole - movement.receiverHolding : 0;
            if (free < above) above = free + 1;
        }
        if (!counts || _passes(s, q, movement, above - 1)) return above - 1;
        while (above - most > 1) {
            uint256 middle = (most + above) / 2;
            if (_passes(s, q, movement, middle)) most = middle;
            else above = middle;
        }
    }

    function _passes(
        Scene memory s,
        Question memory q,
        PositionMove calldata movement,
        uint256 amount
    ) private view returns (bool) {
        uint256 lot = s.product.lot();
        if (movement.sender != 0) {
            uint256 holding = movement.senderHolding;
            s.given = _more(ProductWordLibrary.countedLotsOf(holding, lot), _lotsLeft(holding, amount, lot));
        }
        if (movement.receiver != 0) {
            uint256 holding = movement.receiverHolding;
            uint256 later = ProductWordLibrary.countedLotsOf(holding + amount, lot);
            s.taken = _more(ProductWordLibrary.countedLotsOf(holding, lot), later);
        }
        if (_fullAfter(s) != 0) return false;
        PositionFindings memory found;
        found.most = 1;
        _judge(s, q, found);
        return found.count == 0;
    }

    /// @dev What the movement made of each, and who has passed a level of accountability.
    function _write(Scene memory s) private {
        for (Person person = s.first; person.isSomebody(); person = person.next()) _keep(s, person);
        if (s.underlying.hasLevels()) _notify(s, s.underlying.accountability(), s.underlying.monthAccountability());
    }

    /// @dev Nothing is refused for it. Levels in contracts.
    function _notify(Scene memory s, uint256 level, uint256 monthLevel) private {
        Question memory q;
        if (!_ask(s, block.timestamp, q)) return;
        (level, monthLevel) = (PositionSums.millionths(level), PositionSums.millionths(monthLevel));
        for (Person person = s.first; person.isSomebody(); person = person.next()) {
            int256 moved = _look(s, person, q.lens);
            if (moved == 0) continue;
            int256[3] memory sums = _sumsAfter(s, person, q, moved);
            int256 grown = (moved > 0 ? moved : -moved) * int256(s.product.entry().ratio()); // fits: 69 bits
            _notifyOf(s, person, q.lens, 0, sums[PositionBuckets.ALL_MONTHS], grown, level);
            _notifyOf(s, person, q.lens, q.lens.month, sums[PositionBuckets.SINGLE_MONTH], grown, monthLevel);
        }
    }

    function _notifyOf(
        Scene memory s,
        Person person,
        Lens memory lens,
        uint256 month,
        int256 sum,
        int256 grown,
        uint256 level
    ) private {
        uint256 measured = PositionSums.positive(sum);
        if (measured <= level) return;
        if (PositionSums.positive(sum - grown) > level) return; // it was above it already
        emit IPositionStandings.AccountabilityReached(
            s.product.underlying(),
            uint16(month), // fits: 12 bits
            person.investor(),
            lens.short,
            measured,
            level
        );
    }
}
