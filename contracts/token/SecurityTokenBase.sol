// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Restricted} from "../access/Restricted.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ISecurityTokenSurfaces} from "../interfaces/ISecurityTokenSurfaces.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {IERC1644} from "../interfaces/external/IERC1644.sol";
import {IERC3643} from "../interfaces/external/IERC3643.sol";
import {IERC7943Fungible} from "../interfaces/external/IERC7943Fungible.sol";
import {Movements} from "../types/Kinds.sol";

/// @notice A document of a token.
/// @param modified When it was set last, unix seconds; zero: there is none.
struct Document {
    string uri;
    bytes32 documentHash;
    uint256 modified;
}

/// @title What both halves of a security token share: its storage, its authority, and the one way units move
/// @dev `SecurityTokenSurfaces` runs on the storage of `SecurityToken`; neither half adds any of its own. Slots 0 to 7 are OpenZeppelin's.
abstract contract SecurityTokenBase is ERC20Permit, Restricted {
    /// @dev The EIP-712 domain's name, which may not be longer than 31 bytes, as the names of securities often are. ERC-5267 tells it.
    string private constant DOMAIN = "Weighbridge SecurityToken";

    IWeighbridge internal immutable _engine;

    // slot 8: the movement is the hash of from, to and amount
    mapping(bytes32 movement => bytes32 instrument) internal _instruments;
    // slot 9
    mapping(bytes32 name => Document) internal _documents;
    // slots 10 and 11
    EnumerableSet.Bytes32Set internal _documentNames;

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

    function _setWalletFrozen(address wallet, bool frozen) internal {
        _engine.setWalletFrozen(wallet, frozen);
        emit IERC3643.AddressFrozen(wallet, frozen, msg.sender);
    }

    function _frozenUnits(address wallet) internal view returns (uint256 units) {
        return _engine.walletState(address(this), wallet).frozen();
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
        _move(kind, from, to, amount);
    }

    /// @dev A movement by order, with the document that orders it.
    function _force(address from, address to, uint256 amount, bytes32 instrument) internal {
        if (instrument == 0) revert ISecurityToken.InstrumentMissing();
        if (from == address(0)) revert ERC20InvalidSender(from);
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _move(Movements.FORCED, from, to, amount);
        emit IERC7943Fungible.ForcedTransfer(from, to, amount);
        emit IERC1644.ControllerTransfer(msg.sender, from, to, amount, "", abi.encodePacked(instrument));
        emit ISecurityToken.OrderExecuted(msg.sender, from, to, amount, instrument);
    }

    /// @dev The engine judges and keeps its books on the balances before; between that and the write nothing but the engine is called.
    function _move(uint8 kind, address from, address to, uint256 amount) private {
        uint256 frozen = kind == Movements.FORCED ? _frozenUnits(from) : 0;
        _engine.onMovement({
            kind: kind,
            spender: msg.sender,
            from: from,
            to: to,
            amount: amount,
            fromBalance: kind == Movements.MINT ? 0 : balanceOf(from),
            toBalance: kind == Movements.BURN ? 0 : balanceOf(to)
        });
        if (kind == Movements.FORCED) {
            uint256 left = _frozenUnits(from);
            if (left != frozen) emit IERC7943Fungible.Frozen(from, left); // before `Transfer`, as ERC-7943 asks
        }
        super._update(from, to, amount);
    }
}
