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
        _checkPledgee(id, entry);
        _release(id, entry, 0);
    }

    /// @inheritdoc IHolds
    function releasePart(uint256 id, uint256 units) external {
        HoldEntry memory entry = _known(id);
        address pledgee = _checkPledgee(id, entry);
        _checkUnits(id, entry, units);
        if (units == entry.units) return _release(id, entry, 0);
        address holder = _walletOf(entry.holder);
        _checkNotBlocked(holder);
        emit HoldReduced(id, holder, pledgee, units, _unbind(id, entry, holder, units));
    }

    /// @inheritdoc IHolds
    function enforceHold(uint256 id, address to, uint256 units) external {
        HoldEntry memory entry = _known(id);
        address pledgee = _checkPledgee(id, entry);
        _checkUnits(id, entry, units);
        address holder = _walletOf(entry.holder);
        emit HoldEnforced(id, holder, pledgee, to, units, _unbind(id, entry, holder, units));
        _transfer(holder, to, units); // the engine hears of the caller, the pledgee, as the spender
    }

    /// @inheritdoc IHolds
    function explainEnforcement(uint256 id, address to, uint256 units) external returns (Finding[] memory findings) {
        try IHolds(address(this)).undoneEnforcement(id, to, units) {
            return findings; // never: it always reverts
        } catch (bytes memory answer) {
            bool told = bytes4(answer) == EnforcementUndone.selector;
            assembly ("memory-safe") {
                if iszero(told) {
                    revert(add(answer, 0x20), mload(answer))
                }
                // Without its selector it is the list, as the ABI has it: what `abi.decode` takes.
                mstore(add(answer, 4), sub(mload(answer), 4))
                answer := add(answer, 4)
            }
            return abi.decode(answer, (Finding[]));
        }
    }

    /// @inheritdoc IHolds
    function undoneEnforcement(uint256 id, address to, uint256 units) external {
        HoldEntry memory entry = _known(id);
        _checkUnits(id, entry, units);
        (address holder, address pledgee) = (_walletOf(entry.holder), _walletOf(entry.pledgee));
        _unbind(id, entry, holder, units);
        _approve(holder, pledgee, type(uint256).max, false); // none is asked for: the engine's views would
        (Finding[] memory found, ) = _engine.explain(
            Movement(Movements.TRANSFER, address(this), pledgee, holder, to, units)
        );
        (bytes4 reason, uint256 measured) = _pledgeeRefusal(pledgee);
        if (reason == 0) revert EnforcementUndone(found);
        Finding[] memory all = new Finding[](found.length + 1);
        all[0] = Finding(reason, Shape.BUILT_IN_RULE, uint160(pledgee), measured, 1 - measured);
        for (uint256 i = 0; i < found.length; ++i) all[i + 1] = found[i];
        revert EnforcementUndone(all);
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

    /// @dev Whom its own state keeps from disposing of what is pledged to it. Of whom nothing is known it is not known that it is not blocked.
    /// @return reason 0: nothing. @return measured Beside a limit of 1 less it.
    function _pledgeeRefusal(address pledgee) private view returns (bytes4 reason, uint256 measured) {
        Record record = _recordOf(pledgee);
        if (!record.isKnown()) return (IReasons.WalletUnknown.selector, 0);
        if (_engine.walletState(address(this), pledgee).isWhollyFrozen()) return (IReasons.WalletFrozen.selector, 1);
        if (record.isBlocked()) return (IReasons.InvestorBlocked.selector, 1);
    }

    /// @dev The caller is the pledgee, and nothing keeps it from disposing of what is pledged to it.
    function _checkPledgee(uint256 id, HoldEntry memory entry) private view returns (address pledgee) {
        pledgee = _walletOf(entry.pledgee);
        if (msg.sender != pledgee) revert PledgeeOnly(id, pledgee);
        (bytes4 reason, uint256 measured) = _pledgeeRefusal(pledgee);
        if (reason != 0) {
            FindingsLibrary.throwIt(Finding(reason, Shape.BUILT_IN_RULE, uint160(pledgee), measured, 1 - measured));
        }
    }

    /// @dev Frees units of a hold, and keeps the rest bound.
    function _unbind(uint256 id, HoldEntry memory entry, address holder, uint256 units) private returns (uint256 left) {
        left = entry.units - units;
        if (left == 0) delete _holds[id];
        else _holds[id].units = uint112(left); // fits: less than before
        _engine.setHeldUnits(holder, heldUnits(holder) - units);
    }

    function _checkUnits(uint256 id, HoldEntry memory entry, uint256 units) private pure {
        if (units == 0 || units > entry.units) revert HoldUnitsOutOfRange(id, units, entry.units);
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
