// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPositions, PositionAnswer, PositionMove} from "../../../contracts/interfaces/IPositions.sol";

/// @notice A position book of one product, without aggregation: one token, long, a limit for everybody. It keeps what it is told, as a real one does.
contract PlainPositions is IPositions {
    address public immutable engine;
    address public immutable token;
    /// @notice Token units of one lot, and millionths of a contract for one.
    uint256 public immutable lot;
    uint256 public immutable ratio;
    /// @notice Millionths of a contract.
    uint256 public limit;
    /// @notice Of unix seconds: from then on `limit` is `later`. 0: never.
    uint256 public from;
    uint256 public later;

    /// @notice Lots, by investor number.
    mapping(uint64 investor => uint256) public lotsOf;

    constructor(address engine_, address token_, uint256 lot_, uint256 ratio_, uint256 limit_) {
        (engine, token, lot, ratio, limit) = (engine_, token_, lot_, ratio_, limit_);
    }

    function setLimit(uint256 limit_, uint256 from_, uint256 later_) external {
        (limit, from, later) = (limit_, from_, later_);
    }

    /// @inheritdoc IPositions
    function weigh(PositionMove calldata movement) external view returns (PositionAnswer memory) {
        return _judge(movement, movement.time);
    }

    /// @inheritdoc IPositions
    function move(PositionMove calldata movement) external returns (PositionAnswer memory answer) {
        if (msg.sender != engine) revert EngineOnly(msg.sender);
        answer = _judge(movement, block.timestamp);
        if (!answer.allowed) return answer;
        if (movement.sender != 0) lotsOf[movement.sender] = _lots(movement.senderHolding - movement.amount);
        if (movement.receiver != 0) lotsOf[movement.receiver] = _lots(movement.receiverHolding + movement.amount);
    }

    /// @inheritdoc IPositions
    function room(PositionMove calldata movement) external view returns (uint256 most) {
        if (movement.token != token) return 0;
        if (movement.receiver == 0) return type(uint256).max;
        uint256 holding = (_limitAt(movement.time) / ratio) * lot;
        uint256 inLot = movement.receiverHolding % lot == 0 ? 0 : lot - (movement.receiverHolding % lot);
        return holding > movement.receiverHolding ? holding - movement.receiverHolding : inLot;
    }

    function _judge(PositionMove calldata movement, uint256 time) private view returns (PositionAnswer memory answer) {
        if (movement.token != token) return answer;
        answer.allowed = true;
        if (movement.receiver == 0) return answer;
        uint256 lotsAfter = _lots(movement.receiverHolding + movement.amount);
        (answer.subject, answer.measured, answer.limit) = (movement.receiver, lotsAfter * ratio, _limitAt(time));
        bool grows = lotsAfter > _lots(movement.receiverHolding);
        if (movement.judged && grows) answer.allowed = answer.measured <= answer.limit;
    }

    function _limitAt(uint256 time) private view returns (uint256) {
        return from != 0 && time >= from ? later : limit;
    }

    /// @dev Rounded up: a part of a lot counts as a whole one.
    function _lots(uint256 holding) private view returns (uint256) {
        return (holding + lot - 1) / lot;
    }
}
