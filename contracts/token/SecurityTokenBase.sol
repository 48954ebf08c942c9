// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Restricted} from "../access/Restricted.sol";
import {IRecoveries} from "../interfaces/IRecoveries.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ISecurityTokenSurfaces} from "../interfaces/ISecurityTokenSurfaces.sol";
import {ISuspense} from "../interfaces/ISuspense.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {IERC1644} from "../interfaces/external/IERC1644.sol";
import {IERC3643} from "../interfaces/external/IERC3643.sol";
import {IERC7943Fungible} from "../interfaces/external/IERC7943Fungible.sol";
import {Document} from "../types/Document.sol";
import {Filing} from "../types/Filing.sol";
import {Account, HoldEntry} from "../types/HoldEntry.sol";
import {Movements} from "../types/Kinds.sol";
import {Record} from "../types/Record.sol";
import {RecoveryEntry} from "../types/RecoveryEntry.sol";

/// @title What all parts of a security token share: its storage, its authority, and the one way units move
/// @dev `SecurityTokenSurfaces` and `SecurityTokenOrders` run on the storage of `SecurityToken`; no part adds any of its own. Slots 0 to 7 are
/// OpenZeppelin's.
abstract contract SecurityTokenBase is ERC20Permit, Restricted {
    /// @dev The EIP-712 domain's name, which may not be longer than 31 bytes, as the names of securities often are. ERC-5267 tells it.
    string private constant DOMAIN = "Weighbridge SecurityToken";

    IWeighbridge internal immutable _engine;

    // slot 8: the movement is the hash of from, to and amount
    mapping(bytes32 movement => Filing) internal _instruments;
    // slot 9
    mapping(bytes32 name => Document) internal _documents;
    // slots 10 and 11
    EnumerableSet.Bytes32Set internal _documentNames;
    // slot 12: the order is the hash of the call that executes it
    mapping(bytes32 order => address filer) internal _filers;
    // slot 13
    mapping(address beneficiary => uint256 units) internal _suspended;
    // slot 14
    mapping(address lost => RecoveryEntry) internal _recoveries;
    // slot 15
    mapping(uint256 id => HoldEntry) internal _holds;
    // slot 16
    uint64 internal _holdCount;
    uint64 internal _accountCount;
    // slot 17: the account under which a wallet's holds are kept
    mapping(address wallet => uint64 account) internal _accountOf;
    // slot 18
    mapping(uint64 account => Account) internal _accounts;

    /// @dev Asks the authority that the engine names, once per call.
    modifier restricted() {
        _checkRestricted(_authority());
        _;
    }

    constructor(
        IWeighbridge engine_,
        string memory name_,
        string memory symbol_
    ) ERC20(name_, symbol_) ERC20Permit(DOMAIN) {
        if (address(engine_).code.length == 0) revert ISecurityTokenSurfaces.EngineInvalid(address(engine_));
        _engine = engine_;
    }

    function _authority() internal view returns (address) {
        return _engine.tokenAuthority(address(this));
    }

    /// @dev `units` replaces the number before.
    function _setFrozenUnits(address wallet, uint256 units) internal {
        _engine.setFrozenUnits(wallet, units);
        emit IERC7943Fungible.Frozen(wallet, units);
    }

    /// @dev While a recovery of the wallet is announced it stays frozen, whatever was before; and a freeze outlives the recovery.
    function _setWalletFrozen(address wallet, bool frozen) internal {
        if (_recoveries[wallet].replacement != address(0)) {
            if (!frozen) revert IRecoveries.RecoveryWaiting(wallet);
            _recoveries[wallet].wasFrozen = true;
        }
        _bar(wallet, frozen);
    }

    function _bar(address wallet, bool barred) internal {
        _engine.setWalletFrozen(wallet, barred);
        emit IERC3643.AddressFrozen(wallet, barred, msg.sender);
    }

    function _frozenUnits(address wallet) internal view returns (uint256 units) {
        return _engine.walletState(address(this), wallet).frozen();
    }

    /// @dev What the token's registry says of a wallet.
    function _recordOf(address wallet) internal view returns (Record) {
        return _engine.record(_engine.tokenConfig(address(this)).registry(), wallet);
    }

    // ── The one way units move ──────────────────────────────────────────────────────────────────────────────────────

    /// @dev OpenZeppelin's hook for transfers, mints and burns.
    function _update(address from, address to, uint256 amount) internal override {
        uint8 kind =
            from == address(0)
                ? Movements.MINT
                : to == address(0)
                    ? Movements.BURN
                    : Movements.TRANSFER;
        _weigh(kind, from, to, amount);
        super._update(from, to, amount);
    }

    /// @dev A movement that the holder does not make, with the document behind it. The caller emits what it was.
    function _moveByDocument(uint8 kind, address from, address to, uint256 amount, bytes32 document) internal {
        if (document == 0) revert ISecurityToken.InstrumentMissing();
        if (from == address(0)) revert ERC20InvalidSender(from);
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        (uint256 oldFrom, uint256 oldTo) = (_frozenUnits(from), _frozenUnits(to));
        _weigh(kind, from, to, amount);
        _tellFrozen(from, oldFrom); // before `Transfer`, as ERC-7943 asks
        if (to != from) _tellFrozen(to, oldTo);
        super._update(from, to, amount);
        emit IERC1644.ControllerTransfer(msg.sender, from, to, amount, "", abi.encodePacked(document));
    }

    /// @dev A movement by order of a court or authority. What enters or leaves the suspense account does so for a beneficiary.
    function _force(address from, address to, uint256 amount, bytes32 instrument) internal {
        _checkNoSuspense(from, to);
        _moveForced(from, to, amount, instrument);
    }

    function _moveForced(address from, address to, uint256 amount, bytes32 instrument) internal {
        _moveByDocument(Movements.FORCED, from, to, amount, instrument);
        emit IERC7943Fungible.ForcedTransfer(from, to, amount);
        emit ISecurityToken.OrderExecuted(msg.sender, from, to, amount, instrument);
    }

    function _checkNoSuspense(address from, address to) internal view {
        if (from == address(this) || to == address(this)) revert ISuspense.BeneficiaryMissing();
    }

    /// @dev The engine judges and keeps its books on the balances before; between that and the write nothing but the engine is called.
    function _weigh(uint8 kind, address from, address to, uint256 amount) private {
        _engine.onMovement({
            kind: kind,
            spender: msg.sender,
            from: from,
            to: to,
            amount: amount,
            fromBalance: kind == Movements.MINT ? 0 : balanceOf(from),
            toBalance: kind == Movements.BURN ? 0 : balanceOf(to)
        });
    }

    function _tellFrozen(address wallet, uint256 before) private {
        uint256 left = _frozenUnits(wallet);
        if (left != before) emit IERC7943Fungible.Frozen(wallet, left);
    }
}
