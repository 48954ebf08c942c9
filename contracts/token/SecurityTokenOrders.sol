// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ISecurityTokenOrders} from "../interfaces/ISecurityTokenOrders.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {Recoveries} from "./Recoveries.sol";
import {SecurityTokenBase} from "./SecurityTokenBase.sol";
import {Suspense} from "./Suspense.sol";

/// @title The third part of a security token: movements that the holder does not make, and pledges
/// @dev Reached from `SecurityToken` through `SecurityTokenSurfaces`, which deploys it, on the token's storage.
contract SecurityTokenOrders is Suspense, Recoveries, ISecurityTokenOrders {
    constructor(IWeighbridge engine_) SecurityTokenBase(engine_, "", "") {}
}
