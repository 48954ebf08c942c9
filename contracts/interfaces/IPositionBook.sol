// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPositionProducts} from "./IPositionProducts.sol";
import {IPositionStandings} from "./IPositionStandings.sol";
import {IPositionViews} from "./IPositionViews.sol";
import {IPositions} from "./IPositions.sol";

/// @title A position book: what persons hold of products on one underlying, over all tokens, wallets and controlled entities
interface IPositionBook is IPositions, IPositionProducts, IPositionStandings, IPositionViews {
    /// @notice Whose movements it records, and whose registry says who the investors are.
    function engine() external view returns (address);

    /// @notice Number of the engine's registry.
    function registry() external view returns (uint32);

    /// @notice The AccessManager that says who may open products, state closures and exempt.
    function authority() external view returns (address);
}
