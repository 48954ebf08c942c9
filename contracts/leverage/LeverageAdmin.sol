// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halves} from "../access/Halves.sol";
import {ILeverageVenues} from "../interfaces/ILeverageVenues.sol";
import {AccountWord} from "../types/AccountWord.sol";
import {AggregateWord} from "../types/AggregateWord.sol";
import {VenueStates} from "../types/Kinds.sol";
import {LegWord} from "../types/LegWord.sol";
import {Accounts} from "./Accounts.sol";
import {AccountKey, LeverageStorage} from "./LeverageStorage.sol";
import {MarginTables} from "./MarginTables.sol";
import {PricedProducts} from "./PricedProducts.sol";
import {Reports} from "./Reports.sol";
import {Venues} from "./Venues.sol";

/// @title The other half of a leverage registry: venues, tables and products
/// @dev Runs on the storage of `LeverageRegistry`, which enters it by delegatecall.
contract LeverageAdmin is Reports, Accounts, Venues, MarginTables, PricedProducts {
    /// @notice The third half, `LeverageViews`.
    address public immutable viewsHalf;

    constructor(address engine_, address authority_, address viewsHalf_) LeverageStorage(engine_, authority_) {
        viewsHalf = viewsHalf_;
    }

    /// @dev Whoever only asks: the third half's code on the storage of whoever runs this one.
    fallback() external {
        Halves.enter(viewsHalf);
    }

    /// @inheritdoc ILeverageVenues
    function releaseAccount(uint32 venue, uint32 registry, address wallet) external {
        if (_known(venue).state != VenueStates.WOUND_DOWN) revert VenueNotWoundDown(venue);
        uint64 investor = _investorAt(registry, wallet).investor();
        AccountKey key = _keyOf(venue, registry, investor);
        AccountWord account = _openedAt(key, venue, registry, investor);
        LegWord[] memory legs = _legsAt(key, account);
        uint256 notional = 0;
        for (uint256 i = 0; i < legs.length; ++i) {
            notional += legs[i].notional();
            _legs[key][i] = LegWord.wrap(0);
        }
        AggregateWord all = _aggregates[registry][investor].foldedTo(block.timestamp);
        _aggregates[registry][investor] = all
            .withSums(all.equity() - account.counted(), all.notional() - notional, all.initial() - account.initial())
            .moved(account.expiryDay(), 0);
        delete _calls[key];
        emit AccountReleased(venue, registry, investor);
        _close(key, venue, registry, wallet, investor);
    }
}
