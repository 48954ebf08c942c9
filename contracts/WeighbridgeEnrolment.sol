// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Attestations} from "./records/Attestations.sol";
import {EnrolmentRoots} from "./records/EnrolmentRoots.sol";
import {LotRegister} from "./records/LotRegister.sol";
import {Merges} from "./records/Merges.sol";
import {Registrars} from "./records/Registrars.sol";

/// @title The engine's third half: enrolment without a registrar's hand, and what becomes of records when several write them
/// @notice Runs by delegatecall on the storage of `Weighbridge`, through `WeighbridgeAdmin`. Called at its own address it writes to its own
/// storage, which nobody reads.
/// @dev `isConsumingScheduledOp` is answered by `WeighbridgeAdmin`, from the same transient slot: both halves begin with `Restricted`.
contract WeighbridgeEnrolment is EnrolmentRoots, Attestations, Registrars, Merges, LotRegister {}
