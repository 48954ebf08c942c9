// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHolds} from "./IHolds.sol";
import {IOrders} from "./IOrders.sol";
import {IRecoveries} from "./IRecoveries.sol";
import {ISuspense} from "./ISuspense.sol";

/// @title What a security token does beyond transfers and beyond other standards: orders, suspense, recoveries, holds
interface ISecurityTokenOrders is IOrders, ISuspense, IHolds, IRecoveries {}
