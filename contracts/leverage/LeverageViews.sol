// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IExposures} from "../interfaces/IExposures.sol";
import {Venue} from "../interfaces/ILeverageVenues.sol";
import {ILeverageViews} from "../interfaces/ILeverageViews.sol";
import {IMarginPosition} from "../interfaces/IMarginPosition.sol";
import {PricedProduct} from "../interfaces/IPricedProducts.sol";
import {AccountWord} from "../types/AccountWord.sol";
import {Leg, LeverageFinding, Report, VenueAccount} from "../types/Exposures.sol";
import {Shape} from "../types/Kinds.sol";
import {AccountFlags, MarginRowField, VenueModes} from "../types/LeverageKinds.sol";
import {LegWord} from "../types/LegWord.sol";
import {LeverageFindings, LeverageFindingsLibrary} from "../types/LeverageFindings.sol";
import {MarginRowWord} from "../types/MarginRowWord.sol";
import {CloseOuts, Sale} from "./CloseOuts.sol";
import {AccountKey, LeverageStorage} from "./LeverageStorage.sol";
import {Positions} from "./Positions.sol";
import {Said, Weighed} from "./Reports.sol";

/// @title The third half of a leverage registry: whoever only asks
/// @dev Runs on the storage of `LeverageRegistry`, entered from `LeverageAdmin`. What it answers comes from the code that decides.
contract LeverageViews is Positions, ILeverageViews {
    constructor(address engine_, address authority_) LeverageStorage(engine_, authority_) {}

    /// @inheritdoc ILeverageViews
    function explainReport(Report calldata report_) external view returns (LeverageFinding[] memory findings) {
        Venue memory venue = _known(report_.venue);
        Said memory said = _saidOf(report_, venue);
        return _explain(venue, said, _weigh(venue, said, true));
    }

    /// @inheritdoc ILeverageViews
    function explainMark(
        uint32 venue,
        uint32 registry,
        address wallet,
        uint256 drawn
    ) external view returns (LeverageFinding[] memory findings) {
        Venue memory found = _known(venue);
        if (found.modes & VenueModes.ON_CHAIN == 0) revert IExposures.ModeMismatch(venue, found.modes);
        Said memory said = _position(venue, found, registry, wallet, drawn);
        said.debt += drawn; // it is not lent yet
        return _explain(found, said, _weigh(found, said, true));
    }

    /// @inheritdoc ILeverageViews
    function levelsOf(
        uint32 venue,
        uint32 registry,
        address wallet
    ) external view returns (int256 equity, uint256 initial, uint256 maintenance, uint256 cure, uint256 closeOut) {
        Venue memory found = _known(venue);
        Weighed memory w = _weigh(found, _standing(venue, found, registry, wallet), false);
        return (w.next.equity(), w.next.initial(), w.maintenance, w.cure, w.closeOut);
    }

    /// @inheritdoc ILeverageViews
    function closeOutOf(
        uint32 venue,
        uint32 registry,
        address wallet
    ) external view returns (uint256 units, uint256 price, uint48 from) {
        Venue memory found = _known(venue);
        if (found.modes & VenueModes.ON_CHAIN == 0) revert IExposures.ModeMismatch(venue, found.modes);
        Said memory said = _position(venue, found, registry, wallet, 0);
        Weighed memory w = _weigh(found, said, false);
        from = _saleFrom(found, said, w);
        if (from == 0 || from > block.timestamp || said.legs.length == 0) return (0, 0, from);
        (address token, uint256 pledged, , uint256 discount) = IMarginPosition(found.reporter).positionOf(
            registry,
            said.investor
        );
        if (discount > Shape.BASIS_POINTS) discount = Shape.BASIS_POINTS;
        PricedProduct memory product = _products[token];
        bool usable;
        (price, , , usable) = _priceOf(product);
        if (!usable) return (0, 0, from);
        (MarginRowWord row, ) = _rowFor(found.table, product.class, w.tier);
        uint256 level = row.isListed() ? row.ratio(MarginRowField.CURE_OFFSET) : Shape.BASIS_POINTS;
        units = CloseOuts.least(Sale(pledged, price, 10 ** product.tokenDecimals, said.debt, level, discount));
    }

    /// @dev At once below the close-out level; else when the call's time and the notice are over; 0: nobody sells.
    function _saleFrom(Venue memory venue, Said memory said, Weighed memory w) private view returns (uint48) {
        if (!w.old.has(AccountFlags.CALLED)) return 0;
        int256 equity = w.next.equity();
        if (equity >= int256(w.cure)) return 0;
        if (equity < int256(w.closeOut)) return _calls[w.key].since;
        uint256 most = 0;
        for (uint256 i = 0; i < said.legs.length; ++i) {
            uint256 its = _timesOf(venue.table, said.legs[i].class(), w.places[i]).notice();
            if (its > most) most = its;
        }
        return uint48(_calls[w.key].until + most); // fits: unix seconds
    }

    function _explain(
        Venue memory venue,
        Said memory said,
        Weighed memory w
    ) private view returns (LeverageFinding[] memory) {
        LeverageFindings memory found = LeverageFindingsLibrary.withRoomFor(MOST_FINDINGS);
        _judge(venue, said, w, found);
        return found.cut();
    }

    /// @dev What is kept of the account already.
    function _standing(
        uint32 venue,
        Venue memory found,
        uint32 registry,
        address wallet
    ) private view returns (Said memory said) {
        if (found.modes & VenueModes.ON_CHAIN != 0) return _position(venue, found, registry, wallet, 0);
        uint64 investor = _investorAt(registry, wallet).investor();
        AccountKey key = _keyOf(venue, registry, investor);
        AccountWord account = _openedAt(key, venue, registry, investor);
        (said.venue, said.registry) = (venue, registry);
        (said.investor, said.wallet) = (investor, wallet);
        (said.collateral, said.debt) = (account.collateral(), account.debt());
        (said.sequence, said.asOf) = (account.sequence(), account.asOf());
        (said.expiryDay, said.legs) = (account.expiryDay(), _legsAt(key, account));
        said.flags = account.flags() & (AccountFlags.BANDED | AccountFlags.PORTABLE);
    }

    /// @inheritdoc ILeverageViews
    function accountAt(
        uint32 venue,
        uint32 registry,
        uint64 investor
    ) external view returns (VenueAccount memory found) {
        AccountKey key = _keyOf(venue, registry, investor);
        AccountWord account = _accounts[key];
        (found.collateral, found.debt) = (uint56(account.collateral()), uint56(account.debt()));
        (found.initial, found.sequence) = (uint56(account.initial()), account.sequence());
        (found.asOf, found.expiryDay) = (account.asOf(), uint16(account.expiryDay()));
        (found.callSince, found.callUntil) = (_calls[key].since, _calls[key].until);
        (found.opened, found.banded) = (account.has(AccountFlags.OPENED), account.has(AccountFlags.BANDED));
        found.portable = account.has(AccountFlags.PORTABLE);
        LegWord[] memory legs = _legsAt(key, account);
        found.legs = new Leg[](legs.length);
        for (uint256 i = 0; i < legs.length; ++i) {
            found.legs[i] = Leg(legs[i].class(), legs[i].quantity(), uint56(legs[i].notional()));
        }
    }
}
