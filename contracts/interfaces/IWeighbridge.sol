// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAttestations} from "./IAttestations.sol";
import {IEngine} from "./IEngine.sol";
import {IEnrolmentRoots} from "./IEnrolmentRoots.sol";
import {IFacts} from "./IFacts.sol";
import {IGroupShares} from "./IGroupShares.sol";
import {IHalts} from "./IHalts.sol";
import {IHeadroom} from "./IHeadroom.sol";
import {ILeverageSources} from "./ILeverageSources.sol";
import {ILots} from "./ILots.sol";
import {IMeters} from "./IMeters.sol";
import {IImports} from "./IImports.sol";
import {IMerges} from "./IMerges.sol";
import {IPlugIns} from "./IPlugIns.sol";
import {IPrograms} from "./IPrograms.sol";
import {IRegistrars} from "./IRegistrars.sol";
import {IRegistries} from "./IRegistries.sol";
import {IRehearsals} from "./IRehearsals.sol";
import {ISchedules} from "./ISchedules.sol";
import {ITokens} from "./ITokens.sol";

/// @title The engine at one address
/// @notice One immutable deployment per chain, open to every issuer, all state keyed by token or registry, no owner, no upgrade.
/// `IEngine` is answered by `Weighbridge`, everything else by its other half, `WeighbridgeAdmin`, or through that by the third,
/// `WeighbridgeEnrolment`, or through that by the fourth, `WeighbridgeHeadroom`, the fifth, `WeighbridgeRehearsals`, or the sixth, `WeighbridgeMeters`.
interface IWeighbridge is
    IEngine,
    IFacts,
    IHeadroom,
    IRehearsals,
    IRegistries,
    IEnrolmentRoots,
    IAttestations,
    IRegistrars,
    IMerges,
    ILots,
    IHalts,
    IPlugIns,
    ILeverageSources,
    IMeters,
    IGroupShares,
    IPrograms,
    ISchedules,
    ITokens,
    IImports
{
    /// @notice Asked by an AccessManager while a delayed operation is consumed.
    /// @return selector Of this function, for the authority that is being asked; zero for everybody else.
    function isConsumingScheduledOp() external view returns (bytes4 selector);

    /// @notice The engine's third half, `WeighbridgeEnrolment`.
    function enrolment() external view returns (address);

    /// @notice The engine's fourth half, `WeighbridgeHeadroom`.
    function headroomHalf() external view returns (address);

    /// @notice The engine's fifth half, `WeighbridgeRehearsals`.
    function rehearsalsHalf() external view returns (address);

    /// @notice The engine's sixth half, `WeighbridgeMeters`.
    function metersHalf() external view returns (address);
}
