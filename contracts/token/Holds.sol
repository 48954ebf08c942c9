// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHolds} from "../interfaces/IHolds.sol";
import {IReasons} from "../interfaces/IReasons.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Finding, FindingsLibrary} from "../types/Finding.sol";
import {HoldEntry} from "../types/HoldEntry.sol";
import {Movements, Shape} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Record} from "../types/Record.sol";
import {Orders} from "./Orders.sol";

/// @title Pledges: how many units of a wallet are held the engine knows, for whom the token does
/// @dev A hold names accounts, not wallets. A recovery moves the account to the other wallet, or joins it to the account that is there.
abstract contract Holds is Orders, IHolds {
    /// @inheritdoc IHolds
    function hold(address pledgee, uint256 units, bytes32 purpose) external returns (uint256 id) {
        if (units == 0) revert HoldEmpty();
        (bool allowed, Finding memory first, ) = _engine.check(
            Movement(Movements.TRANSMISSION, address(this), address(0), msg.sender, pledgee, units)
        );
        if (!allowed) FindingsLibrary.throwIt(first);
        Record record = _recordOf(pledgee);
        if (record.isSuspense() || record.investor() == _recordOf(msg.sender).investor())
            revert PledgeeInvalid(pledgee);
        id = ++_holdCount;
        // fits: the wallet has so many
        _holds[id] = HoldEntry(_accountFor(msg.sender), _accountFor(pledgee), uint112(units), purpose);
        _engine.setHeldUnits(msg.sender, heldUnits(msg.sender) + units);
        emit HoldPlaced(id, msg.sender, pledgee, units, purpose);
    }

    /// @inheritdoc IHolds
    function releaseHold(uint256 id) external {
        HoldEntry memory entry = _known(id);
        address pledgee = _walletOf(entry.pledgee);
        if (msg.sender != pledgee) revert PledgeeOnly(id, pledgee);
        // Of whom nothing is known it is not known that it is not blocked.
        if (!_recordOf(pledgee).isKnown()) revert IReasons.WalletUnknown(Shape.BUILT_IN_RULE, pledgee, 0, 1);
        if (_engine.walletState(address(this), pledgee).isWhollyFrozen()) {
            revert IReasons.WalletFrozen(Shape.BUILT_IN_RULE, pledgee, 1, 0);
        }
        _release(id, entry, 0);
    }

    /// @inheritdoc IHolds
    function releaseHoldByOrder(uint256 id, bytes32 instrument) external restricted asFiled {
        if (instrument == 0) revert ISecurityToken.InstrumentMissing();
        _release(id, _known(id), instrument);
    }

    /// @inheritdoc IHolds
    function holdOf(
        uint256 id
    ) external view returns (address holder, address pledgee, uint256 units, bytes32 purpose) {
        HoldEntry memory entry = _holds[id];
        return (_walletOf(entry.holder), _walletOf(entry.pledgee), entry.units, entry.purpose);
    }

    /// @inheritdoc IHolds
    function heldUnits(address wallet) public view returns (uint256 units) {
        return _engine.walletState(address(this), wallet).held();
    }

    /// @dev The holds of `lost`, as holder and as pledgee, are those of `replacement` from now on.
    function _moveHolds(address lost, address replacement) internal {
        uint64 account = _accountOf[lost];
        if (account == 0) return;
        delete _accountOf[lost];
        uint64 other = _accountOf[replacement];
        if (other == 0) {
            _accountOf[replacement] = account;
            _accounts[account].wallet = replacement;
        } else {
            _accounts[account].next = other;
        }
    }

    function _release(uint256 id, HoldEntry memory entry, bytes32 instrument) private {
        (address holder, address pledgee) = (_walletOf(entry.holder), _walletOf(entry.pledgee));
        _checkNotBlocked(holder);
        _checkNotBlocked(pledgee);
        delete _holds[id];
        _engine.setHeldUnits(holder, heldUnits(holder) - entry.units);
        emit HoldReleased(id, holder, pledgee, entry.units, instrument);
    }

    function _checkNotBlocked(address wallet) private view {
        if (_recordOf(wallet).isBlocked()) revert IReasons.InvestorBlocked(Shape.BUILT_IN_RULE, wallet, 1, 0);
    }

    function _known(uint256 id) private view returns (HoldEntry memory entry) {
        entry = _holds[id];
        if (entry.units == 0) revert HoldUnknown(id);
    }

    function _accountFor(address wallet) private returns (uint64 account) {
        account = _accountOf[wallet];
        if (account != 0) return account;
        account = ++_accountCount;
        _accountOf[wallet] = account;
        _accounts[account].wallet = wallet;
    }

    /// @dev One step for each recovery into a wallet that had holds of its own: each took the token's notice.
    function _walletOf(uint64 account) private view returns (address) {
        while (_accounts[account].next != 0) account = _accounts[account].next;
        return _accounts[account].wallet;
    }
}
