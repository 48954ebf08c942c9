// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Halves} from "../access/Halves.sol";
import {ISecurityTokenSurfaces} from "../interfaces/ISecurityTokenSurfaces.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {IERC1404} from "../interfaces/external/IERC1404.sol";
import {IERC1643} from "../interfaces/external/IERC1643.sol";
import {IERC3643} from "../interfaces/external/IERC3643.sol";
import {IERC7943Fungible} from "../interfaces/external/IERC7943Fungible.sol";
import {Document} from "../types/Document.sol";
import {Filing} from "../types/Filing.sol";
import {Finding} from "../types/Finding.sol";
import {Movements} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {RestrictionCodes} from "../types/RestrictionCodes.sol";
import {ComplianceFacade} from "./ComplianceFacade.sol";
import {IdentityRegistryFacade} from "./IdentityRegistryFacade.sol";
import {Filings} from "./Filings.sol";
import {SecurityTokenBase} from "./SecurityTokenBase.sol";
import {SecurityTokenOrders} from "./SecurityTokenOrders.sol";

/// @title The other half of a security token: what clients of other standards call
/// @dev Reached through the `fallback` of `SecurityToken`, on the token's storage; nothing that a transfer needs is in here. One deployment
/// serves every token of an engine. Orders, recoveries and holds are in a third part, `SecurityTokenOrders`, reached from here. Called at its own address it is a token that no engine admits: nothing moves.
contract SecurityTokenSurfaces is Filings, ISecurityTokenSurfaces {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    /// @dev Whose code the facades of every token run.
    address private immutable _identityRegistry;
    address private immutable _compliance;

    /// @inheritdoc ISecurityTokenSurfaces
    address public immutable orders;

    constructor(IWeighbridge engine_) SecurityTokenBase(engine_, "", "") {
        orders = address(new SecurityTokenOrders(engine_));
        _identityRegistry = address(new IdentityRegistryFacade(engine_));
        _compliance = address(new ComplianceFacade(engine_));
    }

    /// @dev What transfer agents and pledgees do beyond the standards: the third part's code on this storage.
    fallback() external {
        Halves.enter(orders);
    }

    /* ERC-7943 */

    /// @inheritdoc IERC7943Fungible
    function forcedTransfer(address from, address to, uint256 amount) external restricted returns (bool result) {
        _force(from, to, amount, _takeInstrument(from, to, amount));
        return true;
    }

    /// @inheritdoc IERC7943Fungible
    function setFrozenTokens(address account, uint256 amount) external restricted returns (bool result) {
        _setFrozenUnits(account, amount);
        return true;
    }

    /// @inheritdoc ISecurityTokenSurfaces
    function fileInstrument(address from, address to, uint256 amount, bytes32 instrument) external restricted {
        _instruments[_movementId(from, to, amount)] =
            instrument == 0 ? Filing(0, address(0)) : Filing(instrument, _person());
        emit InstrumentFiled(msg.sender, from, to, amount, instrument);
    }

    /// @inheritdoc IERC7943Fungible
    function canSend(address account) external view returns (bool allowed) {
        return _mayTakePart(account);
    }

    /// @inheritdoc IERC7943Fungible
    function canReceive(address account) external view returns (bool allowed) {
        return _mayTakePart(account);
    }

    /// @inheritdoc IERC7943Fungible
    function getFrozenTokens(address account) external view returns (uint256 amount) {
        return _frozenUnits(account);
    }

    /// @inheritdoc IERC7943Fungible
    function canTransfer(address from, address to, uint256 amount) external view returns (bool allowed) {
        (allowed, ) = _check(Movements.TRANSFER, address(0), from, to, amount);
    }

    /// @inheritdoc ISecurityTokenSurfaces
    function filedInstrument(address from, address to, uint256 amount) external view returns (bytes32 instrument) {
        return _instruments[_movementId(from, to, amount)].instrument;
    }

    /* ERC-1404 */

    /// @inheritdoc IERC1404
    function detectTransferRestriction(address from, address to, uint256 amount) external view returns (uint8 code) {
        return _codeOf(address(0), from, to, amount);
    }

    /// @inheritdoc IERC1404
    function detectTransferRestrictionFrom(
        address spender,
        address from,
        address to,
        uint256 amount
    ) external view returns (uint8 code) {
        return _codeOf(spender, from, to, amount);
    }

    /// @inheritdoc IERC1404
    function messageForTransferRestriction(uint8 code) external pure returns (string memory message) {
        return RestrictionCodes.messageOf(code);
    }

    /* ERC-3643 */

    /// @inheritdoc IERC3643
    function batchTransfer(address[] calldata toList, uint256[] calldata amounts) external {
        _checkLengths(toList.length, amounts.length);
        for (uint256 i = 0; i < toList.length; ++i) _transfer(msg.sender, toList[i], amounts[i]);
    }

    /// @inheritdoc IERC3643
    function batchMint(address[] calldata toList, uint256[] calldata amounts) external restricted {
        _checkLengths(toList.length, amounts.length);
        for (uint256 i = 0; i < toList.length; ++i) _mint(toList[i], amounts[i]);
    }

    /// @inheritdoc IERC3643
    function batchBurn(address[] calldata wallets, uint256[] calldata amounts) external restricted {
        _checkLengths(wallets.length, amounts.length);
        for (uint256 i = 0; i < wallets.length; ++i) _burn(wallets[i], amounts[i]);
    }

    /// @inheritdoc IERC3643
    function batchForcedTransfer(
        address[] calldata fromList,
        address[] calldata toList,
        uint256[] calldata amounts
    ) external restricted {
        _checkLengths(fromList.length, toList.length);
        _checkLengths(fromList.length, amounts.length);
        for (uint256 i = 0; i < fromList.length; ++i) {
            bytes32 instrument = _takeInstrument(fromList[i], toList[i], amounts[i]);
            _force(fromList[i], toList[i], amounts[i], instrument);
        }
    }

    /// @inheritdoc IERC3643
    function setAddressFrozen(address wallet, bool freeze) external restricted {
        _setWalletFrozen(wallet, freeze);
    }

    /// @inheritdoc IERC3643
    function batchSetAddressFrozen(address[] calldata wallets, bool[] calldata freeze) external restricted {
        _checkLengths(wallets.length, freeze.length);
        for (uint256 i = 0; i < wallets.length; ++i) _setWalletFrozen(wallets[i], freeze[i]);
    }

    /// @inheritdoc IERC3643
    function freezePartialTokens(address wallet, uint256 amount) external restricted {
        _freeze(wallet, amount);
    }

    /// @inheritdoc IERC3643
    function batchFreezePartialTokens(address[] calldata wallets, uint256[] calldata amounts) external restricted {
        _checkLengths(wallets.length, amounts.length);
        for (uint256 i = 0; i < wallets.length; ++i) _freeze(wallets[i], amounts[i]);
    }

    /// @inheritdoc IERC3643
    function unfreezePartialTokens(address wallet, uint256 amount) external restricted {
        _unfreeze(wallet, amount);
    }

    /// @inheritdoc IERC3643
    function batchUnfreezePartialTokens(address[] calldata wallets, uint256[] calldata amounts) external restricted {
        _checkLengths(wallets.length, amounts.length);
        for (uint256 i = 0; i < wallets.length; ++i) _unfreeze(wallets[i], amounts[i]);
    }

    /// @inheritdoc ISecurityTokenSurfaces
    function openFacades() external {
        bytes memory args = abi.encode(address(this));
        emit IdentityRegistryAdded(Clones.cloneDeterministicWithImmutableArgs(_identityRegistry, args, 0));
        emit ComplianceAdded(Clones.cloneDeterministicWithImmutableArgs(_compliance, args, 0));
    }

    /// @inheritdoc IERC3643
    function identityRegistry() external view returns (address) {
        return _facade(_identityRegistry);
    }

    /// @inheritdoc IERC3643
    function compliance() external view returns (address) {
        return _facade(_compliance);
    }

    /// @inheritdoc IERC3643
    function onchainID() external pure returns (address) {
        return address(0);
    }

    /// @inheritdoc IERC3643
    function version() external pure returns (string memory) {
        return "weighbridge-1";
    }

    /* ERC-1643 */

    /// @inheritdoc IERC1643
    function setDocument(bytes32 name, string calldata uri, bytes32 documentHash) external restricted {
        if (name == 0 || bytes(uri).length == 0) revert DocumentInvalid(name);
        _documents[name] = Document(uri, documentHash, block.timestamp);
        _documentNames.add(name);
        emit DocumentUpdated(name, uri, documentHash);
    }

    /// @inheritdoc IERC1643
    function removeDocument(bytes32 name) external restricted {
        if (!_documentNames.remove(name)) revert DocumentUnknown(name);
        Document memory document = _documents[name];
        delete _documents[name];
        emit DocumentRemoved(name, document.uri, document.documentHash);
    }

    /// @inheritdoc IERC1643
    function getDocument(
        bytes32 name
    ) external view returns (string memory uri, bytes32 documentHash, uint256 modified) {
        Document memory document = _documents[name];
        return (document.uri, document.documentHash, document.modified);
    }

    /// @inheritdoc IERC1643
    function getAllDocuments() external view returns (bytes32[] memory names) {
        return _documentNames.values();
    }

    /// @inheritdoc ISecurityTokenSurfaces
    function engine() external view returns (IWeighbridge) {
        return _engine;
    }

    /* WHAT THEY SHARE */

    function _freeze(address wallet, uint256 amount) private {
        // An absurd number saturates, and the engine refuses it by name.
        _setFrozenUnits(wallet, Math.saturatingAdd(_frozenUnits(wallet), amount));
        emit TokensFrozen(wallet, amount);
    }

    function _unfreeze(address wallet, uint256 amount) private {
        uint256 frozen = _frozenUnits(wallet);
        if (amount > frozen) revert UnfreezeAboveFrozen(wallet, amount, frozen);
        _setFrozenUnits(wallet, frozen - amount);
        emit TokensUnfrozen(wallet, amount);
    }

    /// @dev Where `openFacades` puts the token's own clone of `template`; zero until then.
    function _facade(address template) private view returns (address facade) {
        bytes memory args = abi.encode(address(this));
        facade = Clones.predictDeterministicAddressWithImmutableArgs(template, args, 0, address(this));
        if (facade.code.length == 0) return address(0);
    }

    function _checkLengths(uint256 first, uint256 other) private pure {
        if (first != other) revert LengthsDiffer(first, other);
    }

    /// @dev What stops even a forced movement of nothing stops the account from everything.
    function _mayTakePart(address account) private view returns (bool allowed) {
        (allowed, ) = _check(Movements.FORCED, address(0), account, account, 0);
    }

    function _codeOf(address spender, address from, address to, uint256 amount) private view returns (uint8 code) {
        (bool allowed, Finding memory first) = _check(Movements.TRANSFER, spender, from, to, amount);
        return allowed ? 0 : RestrictionCodes.codeOf(first.reason);
    }

    function _check(
        uint8 kind,
        address spender,
        address from,
        address to,
        uint256 amount
    ) private view returns (bool allowed, Finding memory first) {
        (allowed, first, ) = _engine.check(Movement(kind, address(this), spender, from, to, amount));
    }
}
