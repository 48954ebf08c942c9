// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAccounts} from "./IAccounts.sol";
import {IExposures} from "./IExposures.sol";
import {ILeverageVenues} from "./ILeverageVenues.sol";
import {ILeverageViews} from "./ILeverageViews.sol";
import {IMarginTables} from "./IMarginTables.sol";
import {IPricedProducts} from "./IPricedProducts.sol";

/// @title Everything that a leverage registry answers
/// @dev Three contracts on one storage: `LeverageRegistry`, and through its fallback `LeverageAdmin` and `LeverageViews`.
interface ILeverageRegistry is IExposures, IAccounts, ILeverageViews, ILeverageVenues, IMarginTables, IPricedProducts {
    /// @notice The engine whose registries say who the investors are.
    function engine() external view returns (address);

    /// @notice The AccessManager that says who may admit venues, schedule rows and map products.
    function authority() external view returns (address);

    /// @notice The other half, `LeverageAdmin`.
    function admin() external view returns (address);
}
