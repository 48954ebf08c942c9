// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "./access/Halves.sol";
import {IGroupShares} from "./interfaces/IGroupShares.sol";
import {IMeters} from "./interfaces/IMeters.sol";
import {Attestations} from "./records/Attestations.sol";
import {EnrolmentRoots} from "./records/EnrolmentRoots.sol";
import {Halts} from "./records/Halts.sol";
import {LotRegister} from "./records/LotRegister.sol";
import {Merges} from "./records/Merges.sol";
import {Registrars} from "./records/Registrars.sol";

/// @title The engine's third half: enrolment without a registrar's hand, records that several write, lots, tranches, owners, halts
/// @notice Runs by delegatecall on the storage of `Weighbridge`, through `WeighbridgeAdmin`. Called at its own address it writes to its own
/// storage, which nobody reads. How much may move is answered by a fourth half, reached from here in the same way.
/// @dev `isConsumingScheduledOp` is answered by `WeighbridgeAdmin`, from the same transient slot: both halves begin with `Restricted`.
contract WeighbridgeEnrolment is EnrolmentRoots, Attestations, Registrars, Merges, LotRegister, Halts {
    /// @notice The fourth half, `WeighbridgeHeadroom`.
    address public immutable headroomHalf;

    constructor(address headroomHalf_) {
        headroomHalf = headroomHalf_;
    }

    /// @dev Everything that is not here: the fourth half's code on the storage of whoever runs this one.
    fallback() external {
        Halves.enter(headroomHalf);
    }

    /// @inheritdoc Merges
    function _joinMarks(address[] calldata tokens, address kept, address gone) internal override {
        Halves.run(headroomHalf, abi.encodeCall(IGroupShares.joinMarks, (tokens, kept, gone)));
    }

    /// @inheritdoc Merges
    function _joinFlows(address[] calldata tokens, uint64 gone) internal override {
        Halves.run(headroomHalf, abi.encodeCall(IMeters.joinFlows, (tokens, gone)));
    }
}
