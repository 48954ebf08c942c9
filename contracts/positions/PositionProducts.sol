// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {
    IPositionProducts,
    MonthLimits,
    ProductTerms,
    SpotStep,
    UnderlyingTerms
} from "../interfaces/IPositionProducts.sol";
import {ITokens} from "../interfaces/ITokens.sol";
import {Bindings} from "../types/LeverageKinds.sol";
import {MonthWord} from "../types/MonthWord.sol";
import {PositionBounds, ProductBits, UnderlyingBits} from "../types/PositionKinds.sol";
import {ProductWord, ProductWordLibrary} from "../types/ProductWord.sol";
import {RosterEntry, RosterEntryLibrary, RosterWord} from "../types/RosterWord.sol";
import {UnderlyingWord} from "../types/UnderlyingWord.sol";
import {MonthDetails, PositionStorage, UnderlyingDetails} from "./PositionStorage.sol";

/// @title Underlyings, their limits, and the products that count
/// @dev A slot is never used for another product: what persons had of the old one would count as of the new one. A page whose products are all closed is
/// retired, and another one takes its place.
abstract contract PositionProducts is PositionStorage, IPositionProducts {
    /* UNDERLYINGS */

    /// @inheritdoc IPositionProducts
    function openUnderlying(
        bytes32 name,
        UnderlyingTerms calldata terms
    ) external restricted returns (uint32 underlying) {
        underlying = ++_underlyingCount;
        if (underlying > PositionBounds.MOST_UNDERLYINGS) revert UnderlyingsAboveMost(PositionBounds.MOST_UNDERLYINGS);
        _underlyingDetails[underlying].name = name;
        // From 1: who has nothing yet has looked no closure up.
        _underlyings[underlying] = UnderlyingWord.wrap(0).nextGeneration();
        _setUnderlying(underlying, terms);
        emit UnderlyingOpened(underlying, name, terms);
    }

    /// @inheritdoc IPositionProducts
    function setUnderlying(uint32 underlying, UnderlyingTerms calldata terms) external restricted {
        _checkUnderlying(underlying);
        _setUnderlying(underlying, terms);
        emit UnderlyingSet(underlying, terms);
    }

    function _setUnderlying(uint32 underlying, UnderlyingTerms calldata terms) private {
        _checkBinding(5, terms.binding);
        uint256 bits =
            (terms.sameSide ? UnderlyingBits.SAME_SIDE : 0) | (terms.countsSpot ? UnderlyingBits.COUNTS_SPOT : 0);
        _underlyings[underlying] = _underlyings[underlying].withTerms(
            terms.allMonths,
            terms.accountability,
            terms.monthAccountability,
            bits
        );
        UnderlyingDetails storage details = _underlyingDetails[underlying];
        (details.provision, details.binding) = (terms.provision, terms.binding);
    }

    /// @inheritdoc IPositionProducts
    function setMonthLimits(uint32 underlying, uint16 month, MonthLimits calldata limits) external restricted {
        _checkUnderlying(underlying);
        if (month == 0 || month > PositionBounds.MOST_MONTH) revert PositionTermInvalid(0, month);
        _checkBinding(3, limits.binding);
        _checkBinding(4, limits.spotBinding);
        MonthWord word = MonthWord.wrap(0).withSingle(limits.single);
        if (limits.apart) word = word.withApart();
        uint256 count = limits.steps.length;
        if (count > PositionBounds.MOST_STEPS) revert PositionTermInvalid(1, count);
        uint256 last = 0;
        for (uint256 i = 0; i < count; ++i) {
            SpotStep calldata step = limits.steps[i];
            if (step.from <= last) revert PositionTermInvalid(1, step.from);
            last = step.from;
            word = word.withStep(i, step.from, step.limit);
        }
        uint256 place = _placeOf(underlying, month);
        _months[place] = word;
        _monthDetails[place] = MonthDetails(limits.provision, limits.spotProvision, limits.binding, limits.spotBinding);
        emit MonthLimitsSet(underlying, month, limits);
    }

    function _checkBinding(uint256 field, uint8 binding) private pure {
        if (binding != Bindings.LAW && binding != Bindings.POLICY) revert PositionTermInvalid(field, binding);
    }

    /* PRODUCTS */

    /// @inheritdoc IPositionProducts
    function openProduct(address token, ProductTerms calldata terms) external restricted {
        if (_products[token].isKnown()) revert ProductAlreadyOpen(token);
        uint32 home = ITokens(engine).tokenConfig(token).registry();
        if (home != registry) revert ProductElsewhere(token, home);
        _checkUnderlying(terms.underlying);
        if (terms.month > PositionBounds.MOST_MONTH) revert PositionTermInvalid(1, terms.month);
        if (terms.lot == 0) revert PositionTermInvalid(5, 0);
        uint24 page = _pageWithRoom(terms.underlying);
        RosterWord roster = _rosters[page];
        uint256 slot = roster.count();
        uint256 bits =
            (terms.short ? ProductBits.SHORT : 0) |
                (terms.cash ? ProductBits.CASH : 0) |
                (terms.spot ? ProductBits.SPOT : 0);
        RosterEntry entry = RosterEntryLibrary.make(terms.ratio, terms.month, bits);
        _rosters[page] = roster.withEntry(slot, entry).withCount(slot + 1);
        _products[token] = ProductWordLibrary.make(terms.underlying, page, slot, terms.lot, entry);
        _tokens[page][slot] = token;
        emit ProductOpened(token, terms.underlying, page, uint8(slot), terms); // fits: below 5
    }

    /// @dev The first page that takes another product, or a new one.
    function _pageWithRoom(uint32 underlying) private returns (uint24 page) {
        UnderlyingWord word = _underlyings[underlying];
        for (uint256 i = 0; i < PositionBounds.MOST_PAGES; ++i) {
            page = word.pageAt(i);
            if (page != 0 && _rosters[page].count() < PositionBounds.SLOTS) return page;
        }
        uint256 free = word.indexOf(0);
        if (free == PositionBounds.MOST_PAGES) revert PagesInUse(underlying, free);
        page = ++_pageCount;
        _underlyings[underlying] = word.withPage(free, page);
    }

    /// @inheritdoc IPositionProducts
    function setRatio(address token, uint32 ratio) external restricted {
        (ProductWord product, RosterEntry entry) = _counting(token);
        uint32 old = uint32(entry.ratio()); // fits: 32 bits
        _setEntry(token, product, RosterEntryLibrary.make(ratio, uint16(entry.month()), entry.bits())); // fits: 12 bits
        emit RatioSet(token, old, ratio);
    }

    /// @inheritdoc IPositionProducts
    function closeProduct(address token, bytes32 evidence) external restricted {
        (ProductWord product, RosterEntry entry) = _counting(token);
        uint32 ratio = uint32(entry.ratio()); // fits: 32 bits
        uint256 bits = entry.bits() | ProductBits.CLOSED;
        _setEntry(token, product, RosterEntryLibrary.make(ratio, uint16(entry.month()), bits)); // fits: 12 bits
        emit ProductClosed(token, evidence);
    }

    /// @dev A product that counts.
    function _counting(address token) private view returns (ProductWord product, RosterEntry entry) {
        product = _products[token];
        entry = product.entry();
        if (!product.isKnown() || entry.isClosed()) revert ProductUnknown(token);
    }

    /// @dev Both where it is looked up by its token and where all of its page are.
    function _setEntry(address token, ProductWord product, RosterEntry entry) private {
        _products[token] = product.withEntry(entry);
        _rosters[product.page()] = _rosters[product.page()].withEntry(product.slot(), entry);
    }

    /// @inheritdoc IPositionProducts
    function retirePage(uint32 underlying, uint24 page) external restricted {
        UnderlyingWord word = _underlyings[underlying];
        uint256 index = page == 0 ? PositionBounds.MOST_PAGES : word.indexOf(page);
        if (index == PositionBounds.MOST_PAGES) revert PageInUse(underlying, page);
        RosterWord roster = _rosters[page];
        for (uint256 slot = 0; slot < roster.count(); ++slot) {
            if (!roster.entryAt(slot).isClosed()) revert PageInUse(underlying, page);
        }
        _underlyings[underlying] = word.withPage(index, 0);
        emit PageRetired(underlying, page);
    }
}
