// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAccounts} from "../interfaces/IAccounts.sol";
import {IExposures} from "../interfaces/IExposures.sol";
import {ILeverageReasons} from "../interfaces/ILeverageReasons.sol";
import {Venue} from "../interfaces/ILeverageVenues.sol";
import {IRegistrars} from "../interfaces/IRegistrars.sol";
import {AccountWord, AccountWordLibrary} from "../types/AccountWord.sol";
import {AggregateWord} from "../types/AggregateWord.sol";
import {Shape, States} from "../types/Kinds.sol";
import {AccountFlags, LeverageBounds, VenueStates} from "../types/LeverageKinds.sol";
import {LegWord} from "../types/LegWord.sol";
import {AccountKey} from "./LeverageStorage.sol";
import {Reports} from "./Reports.sol";

/// @title Accounts that open and close, and units that venues keep
/// @dev The state bit `leveraged` in the engine's record says that one is open. Of one that is closed the sequence stays: nothing that was reported before is
/// reported again.
abstract contract Accounts is Reports, IAccounts {
    /// @inheritdoc IAccounts
    function openAccount(uint32 venue, uint32 registry) external {
        _checkOpen(venue, _known(venue));
        uint64 investor = _investorAt(registry, msg.sender).investor();
        AccountKey key = _keyOf(venue, registry, investor);
        AccountWord account = _accounts[key];
        if (account.has(AccountFlags.OPENED)) revert AccountAlreadyOpen(venue, registry, investor);
        uint256 count = _openAccounts[registry][investor] + 1;
        if (count > LeverageBounds.MOST_VENUES) revert VenueAccountsOutOfRange(count, LeverageBounds.MOST_VENUES);
        bool controlled = _heads[registry][investor] != 0;
        _accounts[key] = account.withFlag(AccountFlags.OPENED, true).withFlag(AccountFlags.CONTROLLED, controlled);
        _openAccounts[registry][investor] = count;
        emit AccountOpened(venue, registry, investor);
        if (count == 1) _tellEngine(registry, msg.sender, States.LEVERAGED);
    }

    /// @inheritdoc IAccounts
    function closeAccount(uint32 venue, uint32 registry, address wallet) external {
        uint64 investor = _investorAt(registry, wallet).investor();
        AccountKey key = _keyOf(venue, registry, investor);
        AccountWord account = _openedAt(key, venue, registry, investor);
        bool byVenue = msg.sender == _known(venue).reporter;
        if (!byVenue && _recordOf(registry, msg.sender).investor() != investor) {
            revert IExposures.ReporterUnknown(venue, msg.sender);
        }
        // Of a banded account only the venue knows what is in it.
        bool flat = account.has(AccountFlags.BANDED) ? byVenue : account.isFlat();
        if (!flat || _encumberedTokens[key] != 0) revert AccountNotFlat(venue, registry, investor);
        _close(key, account, venue, registry, wallet, investor);
    }

    /// @inheritdoc IAccounts
    function releaseAccount(uint32 venue, uint32 registry, address wallet) external {
        if (_known(venue).state != VenueStates.WOUND_DOWN) revert VenueNotWoundDown(venue);
        uint64 investor = _investorAt(registry, wallet).investor();
        AccountKey key = _keyOf(venue, registry, investor);
        AccountWord account = _openedAt(key, venue, registry, investor);
        emit AccountReleased(venue, registry, investor);
        _close(key, account, venue, registry, wallet, investor);
    }

    /// @inheritdoc IAccounts
    function setHead(uint32 registry, address wallet, address head) external restricted {
        uint64 investor = _investorAt(registry, wallet).investor();
        uint64 next = head == address(0) ? 0 : _investorAt(registry, head).investor();
        uint256 count = _openAccounts[registry][investor];
        if (count != 0) revert AccountsOpen(registry, investor, count);
        // One level: who controls is controlled by nobody, and nobody is controlled by itself.
        if (next == investor || _heads[registry][next] != 0 || _controlled[registry][investor] != 0) {
            revert HeadInvalid(registry, investor, next);
        }
        uint64 old = _heads[registry][investor];
        if (old != 0) --_controlled[registry][old];
        if (next != 0) ++_controlled[registry][next];
        _heads[registry][investor] = next;
        emit HeadSet(registry, investor, old, next);
    }

    /// @inheritdoc IAccounts
    function headOf(uint32 registry, uint64 investor) external view returns (uint64 head) {
        return _heads[registry][investor];
    }

    /// @inheritdoc IAccounts
    function setEncumbered(uint32 venue, uint32 registry, address wallet, address token, uint256 units) external {
        Venue memory found = _known(venue);
        uint64 investor = _investorAt(registry, wallet).investor();
        AccountKey key = _keyOf(venue, registry, investor);
        uint256 old = _encumbered[key][token];
        // What a venue kept that was wound down anybody gives back.
        bool given = found.state == VenueStates.WOUND_DOWN && units == 0;
        if (!given && msg.sender != found.reporter) revert IExposures.ReporterUnknown(venue, msg.sender);
        if (units > old) {
            _checkOpen(venue, found);
            _openedAt(key, venue, registry, investor);
        }
        if (old == 0 && units != 0) ++_encumberedTokens[key];
        if (old != 0 && units == 0) --_encumberedTokens[key];
        _encumbered[key][token] = units;
        uint256 all = _encumberedUnits[registry][investor][token] - old;
        uint256 room = Shape.MOST_UNITS - all;
        if (units > room) revert IExposures.UnitsOutOfRange(units, room);
        _encumberedUnits[registry][investor][token] = all + units;
        emit UnitsEncumbered(venue, registry, investor, token, old, units);
    }

    function _checkOpen(uint32 venue, Venue memory found) private pure {
        if (found.state == VenueStates.OPEN) return;
        revert ILeverageReasons.VenueNotOpen(venue, 0, found.state, VenueStates.OPEN);
    }

    function _close(
        AccountKey key,
        AccountWord account,
        uint32 venue,
        uint32 registry,
        address wallet,
        uint64 investor
    ) private {
        LegWord[] memory legs = _legsAt(key, account);
        uint256 notional = 0;
        for (uint256 i = 0; i < legs.length; ++i) {
            notional += legs[i].notional();
            _legs[key][i] = LegWord.wrap(0);
        }
        uint64 owner = _ownerOf(account, registry, investor);
        AggregateWord all = _aggregates[registry][owner].foldedTo(block.timestamp);
        _aggregates[registry][owner] = all
            .withSums(all.equity() - account.counted(), all.notional() - notional, all.initial() - account.initial())
            .moved(account.expiryDay(), 0);
        delete _calls[key];
        _accounts[key] = AccountWordLibrary.closed(account);
        uint256 count = _openAccounts[registry][investor] - 1;
        _openAccounts[registry][investor] = count;
        emit AccountClosed(venue, registry, investor);
        if (count == 0) _tellEngine(registry, wallet, 0);
    }

    function _tellEngine(uint32 registry, address wallet, uint256 states) private {
        IRegistrars(engine).updateBits(registry, wallet, 0, uint8(states), 0); // fits: a bit of a record's eight
    }
}
