// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Halves} from "../access/Halves.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {ISecurityTokenSurfaces} from "../interfaces/ISecurityTokenSurfaces.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {IERC3643} from "../interfaces/external/IERC3643.sol";
import {IERC7943Fungible} from "../interfaces/external/IERC7943Fungible.sol";
import {TokenFlags} from "../types/Kinds.sol";
import {WalletState} from "../types/WalletState.sol";
import {Filings} from "./Filings.sol";
import {SecurityTokenBase} from "./SecurityTokenBase.sol";

/// @title An ERC-20 whose every movement is weighed first
/// @dev It keeps balances and allowances; pause, freezes, holders, counts and who may act are kept by the engine. What only clients of other
/// standards call is in `SecurityTokenSurfaces`, reached through `fallback`, so that it costs a transfer nothing.
contract SecurityToken is Filings, ISecurityToken, IERC165 {
    /// @inheritdoc ISecurityToken
    address public immutable surfaces;

    /// @dev At any other address this code runs as a clone, whose own code ends with its authority, name, symbol and decimals.
    address private immutable _implementation = address(this);
    address private immutable _initialAuthority;
    uint8 private immutable _decimals;

    /// @param surfaces_ The other half; the token is of the same engine.
    constructor(
        address surfaces_,
        address initialAuthority_,
        string memory name_,
        string memory symbol_,
        uint8 decimals_
    ) SecurityTokenBase(_engineOf(surfaces_), name_, symbol_) {
        surfaces = surfaces_;
        _initialAuthority = initialAuthority_;
        _decimals = decimals_;
    }

    /// @dev Everything that is asked in the words of other standards: the other half's code on this storage.
    fallback() external {
        Halves.enter(surfaces);
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
        bytes32 filed = _takeInstrument(from, to, amount);
        if (filed != instrument) revert InstrumentDiffers(filed, instrument);
        _force(from, to, amount, instrument);
    }

    // ── Brakes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISecurityToken
    function pause() external restricted {
        _engine.setPaused(true);
        emit IERC3643.Paused(msg.sender);
    }

    /// @inheritdoc ISecurityToken
    function unpause() external restricted {
        _engine.setPaused(false);
        emit IERC3643.Unpaused(msg.sender);
    }

    /// @inheritdoc ISecurityToken
    function setFrozenUnits(address wallet, uint256 units) external restricted {
        _setFrozenUnits(wallet, units);
    }

    /// @inheritdoc ISecurityToken
    function setWalletFrozen(address wallet, bool frozen) external restricted {
        _setWalletFrozen(wallet, frozen);
    }

    // ── Views ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// @inheritdoc ISecurityToken
    function paused() external view returns (bool) {
        return _engine.tokenConfig(address(this)).has(TokenFlags.PAUSED);
    }

    /// @inheritdoc ISecurityToken
    function frozenUnits(address wallet) external view returns (uint256 units) {
        return _frozenUnits(wallet);
    }

    /// @inheritdoc ISecurityToken
    function isFrozen(address wallet) external view returns (bool) {
        return _engine.walletState(address(this), wallet).isWhollyFrozen();
    }

    /// @inheritdoc ISecurityToken
    function freeUnits(address wallet) external view returns (uint256 units) {
        WalletState state = _engine.walletState(address(this), wallet);
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
            interfaceId == type(IERC7943Fungible).interfaceId ||
            interfaceId == type(ISecurityToken).interfaceId;
    }

    /// @inheritdoc ISecurityToken
    function authority() external view returns (address) {
        return _authority();
    }

    /// @inheritdoc ISecurityToken
    function engine() external view returns (IWeighbridge) {
        return _engine;
    }

    /// @inheritdoc ISecurityToken
    function initialAuthority() external view returns (address itsAuthority) {
        if (address(this) == _implementation) return _initialAuthority;
        (itsAuthority, , , ) = _cloneTerms();
    }

    /// @inheritdoc IERC20Metadata
    function name() public view override returns (string memory itsName) {
        if (address(this) == _implementation) return super.name();
        (, itsName, , ) = _cloneTerms();
    }

    /// @inheritdoc IERC20Metadata
    function symbol() public view override returns (string memory itsSymbol) {
        if (address(this) == _implementation) return super.symbol();
        (, , itsSymbol, ) = _cloneTerms();
    }

    /// @inheritdoc IERC20Metadata
    function decimals() public view override returns (uint8 itsDecimals) {
        if (address(this) == _implementation) return _decimals;
        (, , , itsDecimals) = _cloneTerms();
    }

    /// @dev As `TokenFactory.clone` has written them.
    function _cloneTerms() private view returns (address, string memory, string memory, uint8) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (address, string, string, uint8));
    }

    function _engineOf(address surfaces_) private view returns (IWeighbridge) {
        if (surfaces_.code.length == 0) revert SurfacesInvalid(surfaces_);
        return ISecurityTokenSurfaces(surfaces_).engine();
    }
}
