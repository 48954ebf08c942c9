// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IOrders} from "../interfaces/IOrders.sol";
import {ISecurityTokenSurfaces} from "../interfaces/ISecurityTokenSurfaces.sol";
import {Causes, Movements} from "../types/Kinds.sol";
import {Filings} from "./Filings.sol";

/// @title Orders by two accounts: transmissions and licensed transfers
abstract contract Orders is Filings, IOrders {
    /// @dev Uses up the order that another account filed: exactly this call.
    modifier asFiled() {
        bytes32 id = keccak256(msg.data);
        address filer = _filers[id];
        if (filer == address(0)) revert OrderNotFiled(id);
        _checkSecond(filer);
        delete _filers[id];
        _;
    }

    /// @inheritdoc IOrders
    function fileOrder(bytes calldata order) external restricted {
        bytes32 id = keccak256(order);
        _filers[id] = _person();
        emit OrderFiled(msg.sender, id, order);
    }

    /// @inheritdoc IOrders
    function withdrawOrder(bytes calldata order) external restricted {
        bytes32 id = keccak256(order);
        if (_filers[id] == address(0)) revert OrderNotFiled(id);
        delete _filers[id];
        emit OrderWithdrawn(msg.sender, id);
    }

    /// @inheritdoc IOrders
    function transmit(
        address from,
        address to,
        uint256 amount,
        uint8 cause,
        bytes32 instrument
    ) external restricted asFiled {
        _checkNoSuspense(from, to);
        _transmit(from, to, amount, cause, instrument);
    }

    /// @inheritdoc IOrders
    function batchTransmit(
        address[] calldata fromList,
        address[] calldata toList,
        uint256[] calldata amounts,
        uint8 cause,
        bytes32 instrument
    ) external restricted asFiled {
        uint256 count = fromList.length;
        if (count != toList.length) revert ISecurityTokenSurfaces.LengthsDiffer(count, toList.length);
        if (count != amounts.length) revert ISecurityTokenSurfaces.LengthsDiffer(count, amounts.length);
        for (uint256 i = 0; i < count; ++i) {
            _checkNoSuspense(fromList[i], toList[i]);
            _transmit(fromList[i], toList[i], amounts[i], cause, instrument);
        }
    }

    /// @inheritdoc IOrders
    function licensedTransfer(address from, address to, uint256 amount, bytes32 licence) external restricted asFiled {
        _checkNoSuspense(from, to);
        _moveByDocument(Movements.LICENSED, from, to, amount, licence);
        emit LicenceUsed(msg.sender, from, to, amount, licence);
    }

    /// @inheritdoc IOrders
    function filerOf(bytes calldata order) external view returns (address filer) {
        return _filers[keccak256(order)];
    }

    function _transmit(address from, address to, uint256 amount, uint8 cause, bytes32 instrument) internal {
        if (cause == 0 || cause > Causes.LAST) revert CauseUnknown(cause, Causes.LAST);
        _moveByDocument(Movements.TRANSMISSION, from, to, amount, instrument);
        emit Transmitted(msg.sender, from, to, amount, cause, instrument);
    }
}
