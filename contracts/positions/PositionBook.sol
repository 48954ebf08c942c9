// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "../access/Halves.sol";
import {IPositions, PositionAnswer, PositionMove} from "../interfaces/IPositions.sol";
import {IPositionStandings} from "../interfaces/IPositionStandings.sol";
import {PositionFinding} from "../interfaces/IPositionViews.sol";
import {Shape} from "../types/Kinds.sol";
import {PositionBounds, PositionBuckets, UnderlyingBits} from "../types/PositionKinds.sol";
import {ProductWord} from "../types/ProductWord.sol";
import {PositionFindings, PositionJudging, Question} from "./PositionJudging.sol";
import {Person, Scene} from "./PositionMoves.sol";
import {PositionStorage} from "./PositionStorage.sol";
import {PositionSums, Sums} from "./PositionSums.sol";

/// @title Position limits, of persons, over tokens, wallets and controlled entities
/// @notice COUNT    (`PositionMoves`) what sender, receiver and those who aggregate them have of a page of products, and what the movement brings.
/// JUDGE    (`PositionJudging`) the sums by bucket and side (`PositionSums`, pure): nobody's measured position grows above its limit.
/// WRITE    one word for each of them.
/// @dev Who may: the engine moves it, the authority opens products and states closures, anybody may have what is stale counted anew. Trust: the engine's word
/// is taken for holdings, and a product's, of which the authority has opened, for its own balances: it can move positions in itself, and none elsewhere.
/// Products, limits and standings are in the other half, `PositionAdmin`.
contract PositionBook is PositionJudging, IPositions {
    using PositionSums for Sums;

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
        (answer, ) = _weigh(movement, movement.time);
    }

    /// @inheritdoc IPositions
    function move(PositionMove calldata movement) external returns (PositionAnswer memory answer) {
        if (msg.sender != engine) revert EngineOnly(msg.sender);
        Scene memory s;
        (answer, s) = _weigh(movement, block.timestamp);
        if (answer.allowed) _write(s);
    }

    /// @inheritdoc IPositions
    /// @dev The largest amount that passes where one unit more does not, by bisection: within one group of persons a rounded lot may stand against a smaller one.
    function room(PositionMove calldata movement) external view returns (uint256 most) {
        PositionMove memory asked = movement;
        uint256 above = Shape.MOST_UNITS + 1;
        if (_passes(asked, Shape.MOST_UNITS)) return Shape.MOST_UNITS;
        while (above - most > 1) {
            uint256 middle = (most + above) / 2;
            if (_passes(asked, middle)) most = middle;
            else above = middle;
        }
    }

    function _passes(PositionMove memory movement, uint256 amount) private view returns (bool) {
        movement.amount = amount;
        ProductWord product = _products[movement.token];
        if (!product.isKnown()) return !movement.judged;
        uint256 lots = product.allLotsOf(movement.receiverHolding + amount);
        if (movement.judged && movement.receiver != 0 && lots > PositionBounds.MOST_LOTS) return false;
        (PositionAnswer memory answer, ) = _weigh(movement, movement.time);
        return answer.allowed;
    }

    function _weigh(
        PositionMove memory movement,
        uint256 time
    ) private view returns (PositionAnswer memory answer, Scene memory s) {
        ProductWord product = _products[movement.token];
        if (!product.isKnown()) return (PositionAnswer(!movement.judged, 0, type(uint256).max, 0), s);
        s = _sceneOf(movement.token, product);
        _apply(s, movement);
        answer.allowed = true;
        if (!movement.judged) return (answer, s);
        PositionFindings memory found;
        found.list = new PositionFinding[](1);
        _judge(s, time, found);
        if (found.count == 0) return (answer, s);
        PositionFinding memory first = found.list[0];
        answer = PositionAnswer(false, first.subject, first.measured, first.limit);
    }

    /// @dev What the movement made of each, and who has passed a level of accountability.
    function _write(Scene memory s) private {
        for (uint256 i = 0; i < s.count; ++i) _keep(s, s.people[i]);
        uint256 level = s.underlying.accountability();
        uint256 monthLevel = s.underlying.monthAccountability();
        if (level == PositionBounds.NO_LIMIT && monthLevel == PositionBounds.NO_LIMIT) return;
        Question memory q = _questionOf(s, block.timestamp);
        for (uint256 i = 0; i < s.count; ++i) {
            _notify(s, s.people[i], q, PositionBuckets.ALL_MONTHS, level);
            _notify(s, s.people[i], q, PositionBuckets.SINGLE_MONTH, monthLevel);
        }
    }

    /// @dev Of whom the movement takes above the level.
    function _notify(Scene memory s, Person memory person, Question memory q, uint256 bucket, uint256 level) private {
        int256 moved = person.moved + person.movedBeside;
        if (moved == 0 || level == PositionBounds.NO_LIMIT) return;
        level = PositionSums.millionths(level);
        Sums memory before;
        _addSums(s, person, q.seen, before, true);
        Sums memory later = before.copy();
        later.add(s.entry, moved, q.seen);
        bool sameSide = s.underlying.has(UnderlyingBits.SAME_SIDE);
        for (uint256 side = 0; side < 2; ++side) {
            uint256 measured = later.measure(bucket, side != 0, sameSide);
            if (measured <= level || before.measure(bucket, side != 0, sameSide) > level) continue;
            uint16 month = bucket == PositionBuckets.ALL_MONTHS ? 0 : uint16(q.seen.month); // fits: 12 bits
            emit IPositionStandings.AccountabilityReached(
                s.product.underlying(),
                month,
                person.investor,
                side != 0,
                measured,
                level
            );
        }
    }
}
