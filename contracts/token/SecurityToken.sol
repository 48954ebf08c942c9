// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Restricted} from "../access/Restricted.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {Movements, TokenFlags} from "../types/Kinds.sol";
import {WalletState} from "../types/WalletState.sol";

/// @title An ERC-20 whose every movement is weighed first
/// @dev It keeps balances and allowances; pause, freezes, holders, counts and who may act are kept by the engine.
contract SecurityToken is ERC20, ERC20Permit, Restricted, ISecurityToken, IERC165 {
    /// @inheritdoc ISecurityToken
    IWeighbridge public immutable engine;

    /// @dev The EIP-712 domain's name, which may not be longer than 31 bytes, as the names of securities often are. ERC-5267 tells it.
    string private constant DOMAIN = "Weighbridge SecurityToken";

    /// @inheritdoc ISecurityToken
    address public immutable initialAuthority;

    uint8 private immutable _decimals;

    /// @dev Asks the authority that the engine names, once per call.
    modifier restricted() {
        _checkRestricted(authority());
        _;
    }

    constructor(
        IWeighbridge engine_,
        address initialAuthority_,
        string memory name_,
        string memory symbol_,
        uint8 decimals_
    ) ERC20(name_, symbol_) ERC20Permit(DOMAIN) {
        if (address(engine_).code.length == 0) revert EngineInvalid(address(engine_));
        engine = engine_;
        initialAuthority = initialAuthority_;
        _decimals = decimals_;
    }

    // ── Movements by the transfer agent ─────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISecurityToken
    function mint(address to, uint256 amount) external restricted {
        _mint(to, amount);
    }

    /// @inheritdoc ISecurityToken
    function burn(address from, uint256 amount) external restricted {
        _burn(from, amount);
    }

    /// @inheritdoc ISecurityToken
    function forcedTransfer(address from, address to, uint256 amount, bytes32 instrument) external restricted {
        if (instrument == 0) revert InstrumentMissing();
        if (from == address(0)) revert ERC20InvalidSender(from);
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _move(Movements.FORCED, from, to, amount);
        emit ForcedTransfer(msg.sender, from, to, amount, instrument);
    }

    // ── Brakes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISecurityToken
    function pause() external restricted {
        engine.setPaused(true);
    }

    /// @inheritdoc ISecurityToken
    function unpause() external restricted {
        engine.setPaused(false);
    }

    /// @inheritdoc ISecurityToken
    function setFrozenUnits(address wallet, uint256 units) external restricted {
        engine.setFrozenUnits(wallet, units);
    }

    /// @inheritdoc ISecurityToken
    function setWalletFrozen(address wallet, bool frozen) external restricted {
        engine.setWalletFrozen(wallet, frozen);
    }

    // ── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISecurityToken
    function paused() external view returns (bool) {
        return engine.tokenConfig(address(this)).has(TokenFlags.PAUSED);
    }

    /// @inheritdoc ISecurityToken
    function frozenUnits(address wallet) external view returns (uint256 units) {
        return engine.walletState(address(this), wallet).frozen();
    }

    /// @inheritdoc ISecurityToken
    function isFrozen(address wallet) external view returns (bool) {
        return engine.walletState(address(this), wallet).isWhollyFrozen();
    }

    /// @inheritdoc ISecurityToken
    function freeUnits(address wallet) external view returns (uint256 units) {
        WalletState state = engine.walletState(address(this), wallet);
        return state.isWhollyFrozen() ? 0 : state.free({balance: balanceOf(wallet), byOrder: false});
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC20).interfaceId ||
            interfaceId == type(IERC20Metadata).interfaceId ||
            interfaceId == type(IERC20Permit).interfaceId ||
            interfaceId == type(IERC5267).interfaceId ||
            interfaceId == type(ISecurityToken).interfaceId;
    }

    /// @inheritdoc ISecurityToken
    function authority() public view returns (address) {
        return engine.tokenAuthority(address(this));
    }

    /// @inheritdoc IERC20Metadata
    function decimals() public view override returns (uint8) {
        return _decimals;
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

    /// @dev The engine judges and keeps its books on the balances before; between that and the write nothing external is called.
    function _move(uint8 kind, address from, address to, uint256 amount) private {
        engine.onMovement({
            kind: kind,
            spender: msg.sender,
            from: from,
            to: to,
            amount: amount,
            fromBalance: kind == Movements.MINT ? 0 : balanceOf(from),
            toBalance: kind == Movements.BURN ? 0 : balanceOf(to)
        });
        super._update(from, to, amount);
    }
}
