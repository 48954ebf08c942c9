// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IExposures} from "../interfaces/IExposures.sol";
import {Leg} from "../types/Exposures.sol";
import {ILeverageVenues, Venue} from "../interfaces/ILeverageVenues.sol";
import {AccountWord, AccountWordLibrary} from "../types/AccountWord.sol";
import {AggregateWord} from "../types/AggregateWord.sol";
import {AccountFlags, LeverageBounds, MarginRowField, VenueModes, VenueStates} from "../types/LeverageKinds.sol";
import {LegWord, LegWordLibrary} from "../types/LegWord.sol";
import {LeverageFindings} from "../types/LeverageFindings.sol";
import {MarginRowWord} from "../types/MarginRowWord.sol";
import {Record} from "../types/Record.sol";
import {Growth, Increase, Increases} from "./Increases.sol";
import {AccountKey, MarginCall, Settings} from "./LeverageStorage.sol";
import {TableReads} from "./TableReads.sol";
import {VenueReads} from "./VenueReads.sol";

/// @notice What is said of an account, from wherever: a report, a band, or a position that was read.
/// @param priceOpen Whether the price serves an increase. @param priceAge Seconds. @param priceMost How old it may be for an increase.
/// @param grew A band's word that the account has taken on more; figures speak for themselves.
/// @param ownsMore Whether legs that grow are an increase; what is pledged on chain was owned before.
struct Said {
    uint32 venue;
    uint32 registry;
    uint64 investor;
    address wallet;
    uint256 collateral;
    uint256 debt;
    uint256 drawn;
    uint256 sequence;
    uint256 asOf;
    uint256 expiryDay;
    uint256 flags;
    LegWord[] legs;
    bool priceOpen;
    bool grew;
    bool ownsMore;
    uint256 priceAge;
    uint256 priceMost;
}

/// @notice What it makes of the account.
/// @param owner With whose sums it counts: the investor's own, or those of who controls it.
/// @param places Tier of the row that each leg is judged by.
struct Weighed {
    AccountKey key;
    uint64 owner;
    uint8 tier;
    bool increased;
    AccountWord old;
    AccountWord next;
    LegWord[] oldLegs;
    AggregateWord all;
    uint256 notional;
    uint256 maintenance;
    uint256 cure;
    uint256 closeOut;
    Growth[] growths;
    uint8[] places;
}

/// @title What a report makes of an account, whether it is allowed, and what is kept of it
abstract contract Reports is VenueReads, TableReads {
    /// @dev More than can stand against one increase.
    uint256 internal constant MOST_FINDINGS = 8 + LeverageBounds.MOST_LEGS;

    /* WEIGH */

    /// @dev Nothing is written. `explaining`: the provisions are read, too.
    function _weigh(Venue memory venue, Said memory said, bool explaining) internal view returns (Weighed memory w) {
        w.key = _keyOf(said.venue, said.registry, said.investor);
        w.old = _openedAt(w.key, said.venue, said.registry, said.investor);
        if (venue.modes & VenueModes.TIERS != 0) w.tier = _tierOf(_settings, _recordOfInvestor(said));
        w.oldLegs = _legsAt(w.key, w.old);
        uint256 initial = _fillLevels(w, venue.table, said, explaining);
        w.increased = w.increased || said.drawn != 0 || said.grew;
        w.next = AccountWordLibrary.make(
            said.collateral,
            said.debt,
            initial,
            said.sequence == 0 ? w.old.sequence() : said.sequence, // what is read has none
            said.asOf,
            _agesOf(said) ? said.expiryDay : 0,
            said.legs.length,
            said.flags | AccountFlags.OPENED | (w.old.flags() & (AccountFlags.CALLED | AccountFlags.CONTROLLED))
        );
        w.owner = _ownerOf(w.old, said.registry, said.investor);
        AggregateWord all = _aggregates[said.registry][w.owner].foldedTo(block.timestamp);
        w.all = _difference(all, w).moved(w.old.expiryDay(), w.next.expiryDay());
    }

    /// @dev Whether what is said can become wrong: exposure, or equity that counts elsewhere.
    function _agesOf(Said memory said) private pure returns (bool) {
        if (said.legs.length != 0 || said.debt != 0) return true;
        if (said.flags & AccountFlags.BANDED != 0) return true;
        return said.flags & AccountFlags.PORTABLE != 0 && said.collateral != 0;
    }

    function _difference(AggregateWord all, Weighed memory w) private pure returns (AggregateWord) {
        uint256 oldNotional = 0;
        for (uint256 i = 0; i < w.oldLegs.length; ++i) oldNotional += w.oldLegs[i].notional();
        return
            all.withSums(
                all.equity() + w.next.counted() - w.old.counted(),
                all.notional() + w.notional - oldNotional,
                all.initial() + w.next.initial() - w.old.initial()
            );
    }

    /// @dev Levels of all legs, and those that grow: of what is drawn, all of them.
    /// @return initial Cents, rounded up.
    function _fillLevels(
        Weighed memory w,
        uint16 table,
        Said memory said,
        bool explaining
    ) private view returns (uint256 initial) {
        uint256 count = said.legs.length;
        w.places = new uint8[](count);
        Growth[] memory growths = new Growth[](count);
        (uint256 grown, uint256 before) = (0, 0);
        for (uint256 i = 0; i < count; ++i) {
            LegWord leg = said.legs[i];
            (MarginRowWord row, uint8 place) = _rowFor(table, leg.class(), w.tier);
            w.places[i] = place;
            uint256 notional = leg.notional();
            w.notional += notional;
            initial += row.levelUp(MarginRowField.INITIAL_OFFSET, notional);
            w.maintenance += row.levelUp(MarginRowField.MAINTENANCE_OFFSET, notional);
            w.cure += row.levelUp(MarginRowField.CURE_OFFSET, notional);
            w.closeOut += row.levelUp(MarginRowField.CLOSE_OUT_OFFSET, notional);
            while (before < w.oldLegs.length && w.oldLegs[before].class() < leg.class()) ++before;
            bool known = before < w.oldLegs.length && w.oldLegs[before].class() == leg.class();
            bool grows = said.ownsMore && (!known || _grows(w.oldLegs[before].quantity(), leg.quantity()));
            if (grows) w.increased = true;
            if (!grows && said.drawn == 0) continue;
            bytes32 provision = explaining ? _provisionOf(table, leg.class(), place) : bytes32(0);
            growths[grown++] = Growth(leg.class(), leg.quantity(), row, provision);
        }
        assembly ("memory-safe") {
            mstore(growths, grown) // at most as long as it was made
        }
        w.growths = growths;
    }

    /// @dev Further from nothing, or to the other side of it.
    function _grows(int112 old, int112 next) private pure returns (bool) {
        if (old > 0) return next > old || next < 0;
        return next < old || next > 0;
    }

    /* JUDGE */

    /// @dev Adds to `found` what stands against what was weighed; nothing if it is no increase.
    function _judge(
        Venue memory venue,
        Said memory said,
        Weighed memory w,
        LeverageFindings memory found
    ) internal view {
        if (!w.increased) return;
        Settings memory settings = _settings;
        uint256 policies = _policiesOf(settings);
        Increases.judge(
            Increase({
                venue: said.venue,
                state: venue.state,
                tier: w.tier,
                priceOpen: said.priceOpen,
                time: block.timestamp,
                expiry: venue.expiry,
                priceAge: said.priceAge,
                priceMost: said.priceMost,
                equity: w.next.equity(),
                initial: w.next.initial(),
                all: w.all,
                policies: policies,
                policyProvision: policies != 0 && found.list.length != 0 ? _provisionOfPolicy(settings) : bytes32(0),
                growths: w.growths
            }),
            found
        );
    }

    /* BOOK */

    /// @dev Keeps what was weighed, and opens or ends a margin call.
    function _book(Venue memory venue, Said memory said, Weighed memory w) internal {
        _touch(said.venue, venue);
        _recall(venue.table, said, w);
        _accounts[w.key] = w.next;
        LegWord[8] storage legs = _legs[w.key];
        uint256 count = said.legs.length;
        for (uint256 i = 0; i < count; ++i) {
            bool same = i < w.oldLegs.length && LegWord.unwrap(w.oldLegs[i]) == LegWord.unwrap(said.legs[i]);
            if (!same) legs[i] = said.legs[i];
        }
        for (uint256 i = count; i < w.oldLegs.length; ++i) legs[i] = LegWord.wrap(0);
        _aggregates[said.registry][w.owner] = w.all;
    }

    function _recall(uint16 table, Said memory said, Weighed memory w) private {
        bool called = w.old.has(AccountFlags.CALLED);
        int256 equity = w.next.equity();
        if (!called && equity < int256(w.maintenance)) {
            uint48 until = uint48(block.timestamp + _cureTime(table, said.legs, w.places)); // fits: unix seconds
            _calls[w.key] = MarginCall(uint48(block.timestamp), until);
            w.next = w.next.withFlag(AccountFlags.CALLED, true);
            emit IExposures.MarginCalled(said.venue, said.registry, said.investor, equity, w.maintenance, until);
        } else if (called && equity >= int256(w.cure)) {
            delete _calls[w.key];
            w.next = w.next.withFlag(AccountFlags.CALLED, false);
            emit IExposures.MarginCallMet(said.venue, said.registry, said.investor, equity, w.cure);
        }
    }

    /// @dev The least that any class held allows; none held: no time.
    function _cureTime(
        uint16 table,
        LegWord[] memory legs,
        uint8[] memory places
    ) private view returns (uint256 least) {
        for (uint256 i = 0; i < legs.length; ++i) {
            uint256 its = _timesOf(table, legs[i].class(), places[i]).cureTime();
            if (i == 0 || its < least) least = its;
        }
    }

    /* READ */

    function _openedAt(
        AccountKey key,
        uint32 venue,
        uint32 registry,
        uint64 investor
    ) internal view returns (AccountWord account) {
        account = _accounts[key];
        if (!account.has(AccountFlags.OPENED)) revert IExposures.AccountUnknown(venue, registry, investor);
    }

    /// @dev Who is controlled has been so since before the account was opened.
    function _ownerOf(AccountWord account, uint32 registry, uint64 investor) internal view returns (uint64) {
        return account.has(AccountFlags.CONTROLLED) ? _heads[registry][investor] : investor;
    }

    function _legsAt(AccountKey key, AccountWord account) internal view returns (LegWord[] memory legs) {
        uint256 count = account.legs();
        legs = new LegWord[](count);
        for (uint256 i = 0; i < count; ++i) legs[i] = _legs[key][i];
    }

    /// @dev The wallet's record, which is the named investor's.
    function _recordOfInvestor(Said memory said) private view returns (Record record) {
        record = _recordOf(said.registry, said.wallet);
        if (record.investor() != said.investor) revert IExposures.WalletNotRecorded(said.registry, said.wallet);
    }

    function _investorAt(uint32 registry, address wallet) internal view returns (Record record) {
        record = _recordOf(registry, wallet);
        if (!record.isKnown()) revert IExposures.WalletNotRecorded(registry, wallet);
    }

    /// @dev A venue that may report, in the way that it reports.
    function _reporting(uint32 number, uint256 modes) internal view returns (Venue memory venue) {
        venue = _known(number);
        if (venue.state > VenueStates.CLOSE_ONLY) revert ILeverageVenues.VenueSilenced(number, venue.state);
        uint256 way = VenueModes.ON_CHAIN | VenueModes.BANDS;
        if (venue.modes & way != modes) revert IExposures.ModeMismatch(number, venue.modes);
    }

    /// @dev Legs in words, in order, each with something in it.
    function _legWords(Leg[] calldata said) internal pure returns (LegWord[] memory legs) {
        uint256 count = said.length;
        if (count > LeverageBounds.MOST_LEGS) revert IExposures.LegsOutOfRange(count, LeverageBounds.MOST_LEGS);
        legs = new LegWord[](count);
        uint256 last = 0;
        for (uint256 i = 0; i < count; ++i) {
            (uint16 class, int112 quantity) = (said[i].class, said[i].quantity);
            if (class <= last || quantity == 0) revert IExposures.LegInvalid(i, class);
            last = class;
            legs[i] = LegWordLibrary.make(class, quantity, said[i].notional);
        }
    }

    function _checkFigures(Said memory said) internal pure {
        _checkFigure(said.collateral);
        _checkFigure(said.debt);
        uint256 notional = 0;
        for (uint256 i = 0; i < said.legs.length; ++i) notional += said.legs[i].notional();
        _checkFigure(notional);
    }

    function _checkFigure(uint256 value) private pure {
        if (value > LeverageBounds.MOST_CENTS) revert IExposures.FigureOutOfRange(value, LeverageBounds.MOST_CENTS);
    }
}
