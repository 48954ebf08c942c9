// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "../access/Halves.sol";
import {PositionProducts} from "./PositionProducts.sol";
import {PositionStandings} from "./PositionStandings.sol";
import {PositionStorage} from "./PositionStorage.sol";

/// @title The other half of a position book: underlyings, products, closures, exemptions, orders
/// @dev Runs on the storage of `PositionBook`, which enters it by delegatecall.
contract PositionAdmin is PositionProducts, PositionStandings {
    /// @notice The third half, `PositionViews`.
    address public immutable viewsHalf;

    constructor(
        address engine_,
        uint32 registry_,
        address authority_,
        address viewsHalf_
    ) PositionStorage(engine_, registry_, authority_) {
        viewsHalf = viewsHalf_;
    }

    /// @dev Whoever only asks: the third half's code on the storage of whoever runs this one.
    fallback() external {
        Halves.enter(viewsHalf);
    }
}
