// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IExposures} from "../interfaces/IExposures.sol";
import {Venue} from "../interfaces/ILeverageVenues.sol";
import {IMarginPosition} from "../interfaces/IMarginPosition.sol";
import {PricedProduct} from "../interfaces/IPricedProducts.sol";
import {AccountWord} from "../types/AccountWord.sol";
import {Band, Report} from "../types/Exposures.sol";
import {Shape} from "../types/Kinds.sol";
import {AccountFlags, LeverageBounds, VenueModes} from "../types/LeverageKinds.sol";
import {LegWord, LegWordLibrary} from "../types/LegWord.sol";
import {MarginTimesWord} from "../types/MarginRowWord.sol";
import {Record} from "../types/Record.sol";
import {CloseOuts} from "./CloseOuts.sol";
import {AccountKey} from "./LeverageStorage.sol";
import {PriceReads} from "./PriceReads.sol";
import {Reports, Said} from "./Reports.sol";

/// @title What is said of an account: by a report, by a band, or by an on-chain venue's own contract and a feed
abstract contract Positions is Reports, PriceReads {
    function _saidOf(Report calldata report_, Venue memory venue) internal pure returns (Said memory said) {
        (said.venue, said.registry, said.investor) = (report_.venue, report_.registry, report_.investor);
        said.wallet = report_.wallet;
        (said.collateral, said.debt, said.drawn) = (report_.collateral, report_.debt, report_.drawn);
        (said.sequence, said.asOf) = (report_.sequence, report_.asOf);
        said.expiryDay = (said.asOf + uint256(venue.mostAge) * DAY) / DAY;
        if (venue.modes & VenueModes.PORTABLE != 0) said.flags = AccountFlags.PORTABLE;
        said.legs = _legWords(report_.legs);
        (said.priceOpen, said.ownsMore) = (true, true);
        _checkFigures(said);
    }

    function _saidOfBand(Band calldata band, Venue memory venue) internal pure returns (Said memory said) {
        (said.venue, said.registry, said.investor) = (band.venue, band.registry, band.investor);
        (said.wallet, said.collateral) = (band.wallet, band.headroom);
        (said.sequence, said.asOf) = (band.sequence, band.asOf);
        uint256 most = said.asOf + uint256(venue.mostAge) * DAY;
        if (band.expiry <= band.asOf || band.expiry > most) {
            revert IExposures.BandExpiryInvalid(band.expiry, uint256(band.asOf) + 1, most);
        }
        said.expiryDay = band.withinCap ? band.expiry / DAY : LeverageBounds.ALWAYS_OVERDUE;
        said.flags = AccountFlags.BANDED;
        (said.priceOpen, said.grew) = (true, band.increased);
    }

    /// @dev As the venue's own contract tells it, at the feed's price: collateral rounded down, notional up.
    function _position(
        uint32 venue,
        Venue memory found,
        uint32 registry,
        address wallet,
        uint256 drawn
    ) internal view returns (Said memory said) {
        Record record = _investorAt(registry, wallet);
        (said.venue, said.registry, said.investor) = (venue, registry, record.investor());
        (said.wallet, said.drawn) = (wallet, drawn);
        (said.asOf, said.flags) = (block.timestamp, AccountFlags.PORTABLE);
        said.expiryDay = block.timestamp / DAY + found.mostAge;
        address token;
        uint256 units;
        (token, units, said.debt, ) = IMarginPosition(found.reporter).positionOf(registry, said.investor);
        if (units > Shape.MOST_UNITS / 2) revert IExposures.UnitsOutOfRange(units, Shape.MOST_UNITS / 2);
        if (units != 0) _value(said, found, record, token, units);
        else said.priceOpen = true;
        _checkFigures(said);
    }

    function _value(Said memory said, Venue memory found, Record record, address token, uint256 units) private view {
        PricedProduct memory product = _products[token];
        uint256 price;
        bool usable;
        (price, said.priceAge, said.priceOpen, usable) = _priceOf(product);
        said.priceMost = product.openAge;
        uint256 scale = 10 ** product.tokenDecimals;
        uint256 notional;
        MarginTimesWord times;
        if (!usable) {
            uint8 tier = found.modes & VenueModes.TIERS != 0 ? _tierOf(_settings, record) : 0;
            (, uint8 place) = _rowFor(found.table, product.class, tier);
            times = _timesOf(found.table, product.class, place);
        }
        if (usable || (price != 0 && said.priceAge <= uint256(product.closeAge) + times.grace())) {
            said.collateral = CloseOuts.valueDown(units, price, scale);
            notional = CloseOuts.valueUp(units, price, scale);
            if (!usable) {
                said.collateral = (said.collateral * (Shape.BASIS_POINTS - times.staleHaircut())) / Shape.BASIS_POINTS;
            }
        } else {
            (product.class, said.collateral, notional) = _atLastPrice(said, product.class, units);
        }
        // So that it fits its field, and is refused as a figure that is too large.
        if (notional > type(uint56).max) notional = type(uint56).max;
        said.legs = new LegWord[](1);
        said.legs[0] = LegWordLibrary.make(product.class, int112(uint112(units)), notional); // fits: below 2**111
    }

    /// @dev Without a price that serves, what was pledged is worth what it was when there was one; what is new, nothing.
    /// @param class 0: the product is mapped no longer, and stays of the class that it was. Who is in debt can pay all the same.
    function _atLastPrice(
        Said memory said,
        uint16 class,
        uint256 units
    ) private view returns (uint16 its, uint256 collateral, uint256 notional) {
        AccountKey key = _keyOf(said.venue, said.registry, said.investor);
        AccountWord account = _accounts[key];
        if (account.legs() == 0) return (class, 0, 0);
        LegWord leg = _legs[key][0];
        its = class == 0 ? leg.class() : class;
        uint256 old = uint256(int256(leg.quantity())); // an on-chain venue's is positive
        uint256 kept = units < old ? units : old;
        return (its, (account.collateral() * kept) / old, (leg.notional() * kept + old - 1) / old);
    }
}
