// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {GroupRegister} from "./records/GroupRegister.sol";
import {LeverageSources} from "./records/LeverageSources.sol";
import {Schedules} from "./records/Schedules.sol";

/// @title The engine's sixth half: which program is in force, the meters that it reads, and whom it asks about leverage
/// @notice Runs by delegatecall on the storage of `Weighbridge`: through the halves before, and at once where a movement reads or moves meters. Called at its
/// own address it writes to its own storage, which nobody reads. The chain of halves ends here.
contract WeighbridgeMeters is Schedules, GroupRegister, LeverageSources {}
