// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "../access/Halves.sol";
import {Accounts} from "./Accounts.sol";
import {LeverageStorage} from "./LeverageStorage.sol";
import {MarginTables} from "./MarginTables.sol";
import {PricedProducts} from "./PricedProducts.sol";
import {Venues} from "./Venues.sol";

/// @title The other half of a leverage registry: accounts, venues, tables and products
/// @dev Runs on the storage of `LeverageRegistry`, which enters it by delegatecall.
contract LeverageAdmin is Accounts, Venues, MarginTables, PricedProducts {
    /// @notice The third half, `LeverageViews`.
    address public immutable viewsHalf;

    constructor(address engine_, address authority_, address viewsHalf_) LeverageStorage(engine_, authority_) {
        viewsHalf = viewsHalf_;
    }

    /// @dev Whoever only asks: the third half's code on the storage of whoever runs this one.
    fallback() external {
        Halves.enter(viewsHalf);
    }
}
