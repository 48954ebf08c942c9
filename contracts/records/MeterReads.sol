// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WeighbridgeStorage} from "../WeighbridgeStorage.sol";
import {Halves} from "../access/Halves.sol";
import {ILeverageSources} from "../interfaces/ILeverageSources.sol";
import {IMeters} from "../interfaces/IMeters.sol";
import {Facts} from "../types/Facts.sol";
import {Movement} from "../types/Movement.sol";
import {Reading} from "../types/Reading.sol";

/// @title What a movement asks of meters, and of a leverage registry
/// @dev Meters are read and kept by a half of their own, `WeighbridgeMeters`, which also asks the source of leverage: the engine's code would not hold it. Only
/// programs that read meters enter it, and those with a rule on leverage that binds somebody leveraged.
abstract contract MeterReads is WeighbridgeStorage {
    /// @notice The sixth half, `WeighbridgeMeters`.
    address public immutable metersHalf;

    constructor(address metersHalf_) {
        metersHalf = metersHalf_;
    }

    /// @param source The program, which reads meters. @param f Of which the time is there already.
    function _readMeters(Movement memory movement, address source, Facts memory f) internal view {
        uint256 place = Halves.look(metersHalf, IMeters.readings.selector, movement, source, f.time);
        uint256 weeklyVolume;
        uint256 dailyVolume;
        Reading[] memory shown;
        // The answer: two volumes, where the list begins, how long it is, and six words for each. A list in memory is its length and where each lies.
        assembly ("memory-safe") {
            weeklyVolume := mload(place)
            dailyVolume := mload(add(place, 0x20))
            let count := mload(add(place, 0x60))
            shown := mload(0x40)
            mstore(shown, count)
            let pointer := add(shown, 0x20)
            let reading := add(place, 0x80)
            for {
                let end := add(pointer, mul(0x20, count))
                mstore(0x40, end)
            } lt(pointer, end) {
                pointer := add(pointer, 0x20)
                reading := add(reading, 0xc0)
            } {
                mstore(pointer, reading)
            }
        }
        (f.weeklyVolume, f.dailyVolume, f.readings) = (weeklyVolume, dailyVolume, shown);
    }

    /// @dev What the token's source of leverage says of the parties of a movement.
    /// @return done Always.
    function _readLeverage(Movement memory movement, Facts memory f) internal view returns (bool done) {
        uint256 place = Halves.look(metersHalf, ILeverageSources.leverageOf.selector, movement, address(0), 0);
        uint256 leverage;
        uint256 encumbered;
        assembly ("memory-safe") {
            leverage := mload(place)
            encumbered := mload(add(place, 0x20))
        }
        (f.receiverLeverage, f.senderEncumbered) = (leverage, encumbered);
        return true;
    }

    /// @dev Adds a movement that was let pass to the meters.
    function _recordFlows(Movement memory movement) internal {
        Halves.ask(metersHalf, IMeters.recordFlows.selector, movement, address(0), 0);
    }
}
