// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPlugInRoom} from "../interfaces/IPlugInRoom.sol";
import {IPlugIn} from "../interfaces/IPlugIn.sol";
import {Movements} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";

/// @title Issue no more than is there
/// @notice A worked example of a plug-in: units that stand for something that a custodian keeps (gold, bonds, money) are issued only as far as it has
/// lately said that it keeps so much. Measured: the supply after the mint. Limit: what it keeps. Both in token units.
/// @dev Name it in a rule that binds mints. Other movements it lets pass.
contract ReservePlugIn is IPlugInRoom {
    /// @param units That the custodian keeps.
    /// @param asOf When it said so, unix seconds.
    struct Reserve {
        uint128 units;
        uint48 asOf;
    }

    /// @notice Who says what is there.
    address public immutable custodian;
    /// @notice A statement is good while now < asOf + maxAge; seconds.
    uint48 public immutable maxAge;

    mapping(address token => Reserve) public reserves;

    event ReserveStated(address indexed token, uint128 oldUnits, uint128 newUnits);

    error CustodianOnly(address caller, address custodian);

    constructor(address custodian_, uint48 maxAge_) {
        (custodian, maxAge) = (custodian_, maxAge_);
    }

    /// @notice Says how many units of `token` are covered now. Emits `ReserveStated`.
    function state(address token, uint128 units) external {
        if (msg.sender != custodian) revert CustodianOnly(msg.sender, custodian);
        emit ReserveStated(token, reserves[token].units, units);
        reserves[token] = Reserve(units, uint48(block.timestamp)); // fits: seconds
    }

    /// @inheritdoc IPlugIn
    function weigh(Movement calldata movement) external view returns (bool allowed, uint256 measured, uint256 limit) {
        if (movement.kind != Movements.MINT) return (true, 0, 0);
        measured = IERC20(movement.token).totalSupply() + movement.amount;
        limit = _covered(movement.token);
        allowed = measured <= limit;
    }

    /// @inheritdoc IPlugInRoom
    function room(Movement calldata movement) external view returns (uint256 least, uint256 most) {
        if (movement.kind != Movements.MINT) return (1, type(uint256).max);
        uint256 supply = IERC20(movement.token).totalSupply();
        uint256 covered = _covered(movement.token);
        return (1, covered > supply ? covered - supply : 0);
    }

    /// @dev Nothing, once the statement is too old.
    function _covered(address token) private view returns (uint256 units) {
        Reserve memory stated = reserves[token];
        return block.timestamp < uint256(stated.asOf) + maxAge ? stated.units : 0;
    }
}
