// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILeverageReasons} from "../interfaces/ILeverageReasons.sol";
import {LeverageFinding} from "../types/Exposures.sol";
import {AggregateWord} from "../types/AggregateWord.sol";
import {Shape} from "../types/Kinds.sol";
import {Bindings, LeveragePolicies, VenueStates} from "../types/LeverageKinds.sol";
import {LeverageFindings} from "../types/LeverageFindings.sol";
import {MarginRowWord} from "../types/MarginRowWord.sol";

/// @notice A class whose quantity grows.
/// @param row As it binds the investor's tier. @param provision Behind it, read only where findings are listed.
struct Growth {
    uint16 class;
    int112 quantity;
    MarginRowWord row;
    bytes32 provision;
}

/// @notice All that decides on an increase. Money in cents, times in unix seconds.
/// @param priceAge Seconds; priceMost: how old it may be. @param priceOpen Of an attested venue true: its report says what prices it used.
/// @param equity At the venue. @param initial Asked by its table. @param all Over all venues, after the report, folded to now.
/// @param policies Bits of `LeveragePolicies` that are on.
struct Increase {
    uint32 venue;
    uint8 state;
    uint8 tier;
    bool priceOpen;
    uint256 time;
    uint256 expiry;
    uint256 priceAge;
    uint256 priceMost;
    int256 equity;
    uint256 initial;
    AggregateWord all;
    uint256 policies;
    bytes32 policyProvision;
    Growth[] growths;
}

/// @notice Whether an increase of exposure is allowed: the venue's own rules first, then the policies over all venues that are on.
/// @dev Pure: reports, marks and whoever only asks read the same answer. Requirements are rounded up, equity down, before they come here.
library Increases {
    /// @notice Adds to `found` what stands against the increase, in order, until it is full.
    function judge(Increase memory i, LeverageFindings memory found) internal pure {
        if (i.state != VenueStates.OPEN) {
            if (found.add(_own(i, ILeverageReasons.VenueNotOpen.selector, i.state, VenueStates.OPEN))) return;
        }
        if (i.time >= i.expiry) {
            if (found.add(_own(i, ILeverageReasons.VenueExpired.selector, i.time, i.expiry - 1))) return;
        }
        for (uint256 n = 0; n < i.growths.length; ++n) if (_judgeClass(i, i.growths[n], found)) return;
        if (!i.priceOpen) {
            if (found.add(_own(i, ILeverageReasons.PriceStale.selector, i.priceAge, i.priceMost))) return;
        }
        if (i.equity < int256(i.initial)) {
            // The margin rule of the class, where there is one class: of several together no one of them refuses.
            LeverageFinding memory short = _own(
                i,
                ILeverageReasons.InitialMarginShort.selector,
                _positive(i.equity),
                i.initial
            );
            if (i.growths.length == 1) {
                Growth memory only = i.growths[0];
                (short.class, short.provision, short.binding) = (only.class, only.provision, only.row.binding());
            }
            if (found.add(short)) return;
        }
        if (i.policies != 0) _judgePolicies(i, found);
    }

    /// @dev That a table lets hold long only is its policy, whatever law its margin is.
    function _judgeClass(
        Increase memory i,
        Growth memory growth,
        LeverageFindings memory found
    ) private pure returns (bool full) {
        LeverageFinding memory one = LeverageFinding(
            ILeverageReasons.ShortBarred.selector,
            i.venue,
            growth.class,
            _magnitude(growth.quantity),
            0,
            0,
            Bindings.POLICY
        );
        if (!growth.row.isListed()) {
            (one.reason, one.measured) = (ILeverageReasons.ClassNotListed.selector, i.tier);
        } else if (growth.row.isBanned()) {
            one.reason = ILeverageReasons.ClassBanned.selector;
            (one.provision, one.binding) = (growth.provision, growth.row.binding());
        } else if (!growth.row.isLongOnly() || growth.quantity > 0) {
            return false;
        }
        return found.add(one);
    }

    function _judgePolicies(Increase memory i, LeverageFindings memory found) private pure {
        AggregateWord all = i.all;
        if (all.overdue() != 0) {
            if (found.add(_policy(i, ILeverageReasons.EvidenceOverdue.selector, 0, all.overdue(), 0))) return;
        }
        bool short = all.equity() < int256(all.initial());
        if (i.policies & LeveragePolicies.INITIAL_MARGIN != 0 && short) {
            bytes4 reason = ILeverageReasons.GlobalMarginShort.selector;
            if (found.add(_policy(i, reason, 0, _positive(all.equity()), all.initial()))) return;
        }
        if (i.policies & LeveragePolicies.LEVERAGE_CAP != 0) {
            (uint256 cap, uint16 class) = _least(i, true);
            // Compared as products: rounding would let something pass.
            if (cap != 0 && all.notional() * Shape.BASIS_POINTS > cap * _positive(all.equity())) {
                bytes4 reason = ILeverageReasons.LeverageAboveCap.selector;
                if (found.add(_policy(i, reason, class, _leverage(all), cap))) return;
            }
        }
        if (i.policies & LeveragePolicies.ABSOLUTE_CAP != 0) {
            (uint256 cap, uint16 class) = _least(i, false);
            if (cap != 0 && all.notional() > cap) {
                found.add(_policy(i, ILeverageReasons.NotionalAboveCap.selector, class, all.notional(), cap));
            }
        }
    }

    /// @dev The least cap that a growing class has, and which; 0: none has one.
    function _least(Increase memory i, bool ofLeverage) private pure returns (uint256 cap, uint16 class) {
        for (uint256 n = 0; n < i.growths.length; ++n) {
            MarginRowWord row = i.growths[n].row;
            uint256 its = ofLeverage ? row.leverageCap() : row.absoluteCap();
            if (its != 0 && (cap == 0 || its < cap)) (cap, class) = (its, i.growths[n].class);
        }
    }

    /// @dev Basis points, rounded up; the largest number without equity.
    function _leverage(AggregateWord all) private pure returns (uint256) {
        uint256 equity = _positive(all.equity());
        if (equity == 0) return type(uint256).max;
        return (all.notional() * Shape.BASIS_POINTS + equity - 1) / equity;
    }

    function _own(
        Increase memory i,
        bytes4 reason,
        uint256 measured,
        uint256 limit
    ) private pure returns (LeverageFinding memory) {
        return LeverageFinding(reason, i.venue, 0, measured, limit, 0, Bindings.POLICY);
    }

    function _policy(
        Increase memory i,
        bytes4 reason,
        uint16 class,
        uint256 measured,
        uint256 limit
    ) private pure returns (LeverageFinding memory) {
        return LeverageFinding(reason, i.venue, class, measured, limit, i.policyProvision, Bindings.POLICY);
    }

    /// @dev What is below nothing is nothing.
    function _positive(int256 cents) private pure returns (uint256) {
        return cents > 0 ? uint256(cents) : 0;
    }

    function _magnitude(int112 quantity) private pure returns (uint256) {
        return quantity < 0 ? uint256(-int256(quantity)) : uint256(int256(quantity));
    }
}
