// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ISuspense} from "../interfaces/ISuspense.sol";
import {Movements} from "../types/Kinds.sol";
import {Orders} from "./Orders.sol";

/// @title The suspense account: the token's own address, whose units the token remembers by beneficiary
/// @dev The engine lets a suspense account take part in no other movement than those that are made here.
abstract contract Suspense is Orders, ISuspense {
    /// @inheritdoc ISuspense
    function forcedTransferToSuspense(
        address from,
        address beneficiary,
        uint256 amount,
        bytes32 instrument
    ) external restricted asFiled {
        _checkBeneficiary(from, beneficiary);
        _moveForced(from, address(this), amount, instrument);
        _suspended[beneficiary] += amount;
        emit SuspenseEntered(from, beneficiary, amount, instrument);
    }

    /// @inheritdoc ISuspense
    function transmitToSuspense(
        address from,
        address beneficiary,
        uint256 amount,
        uint8 cause,
        bytes32 instrument
    ) external restricted asFiled {
        _checkBeneficiary(from, beneficiary);
        _transmit(from, address(this), amount, cause, instrument);
        _suspended[beneficiary] += amount;
        emit SuspenseEntered(from, beneficiary, amount, instrument);
    }

    /// @inheritdoc ISuspense
    function releaseFromSuspense(
        address beneficiary,
        address to,
        uint256 amount,
        bytes32 instrument
    ) external restricted asFiled {
        if (to == address(this)) revert ERC20InvalidReceiver(to);
        uint256 waiting = _suspended[beneficiary];
        if (amount > waiting) revert SuspenseTooLow(beneficiary, amount, waiting);
        _suspended[beneficiary] = waiting - amount;
        _moveByDocument(Movements.TRANSMISSION, address(this), to, amount, instrument);
        emit SuspenseReleased(beneficiary, to, amount, instrument);
    }

    /// @inheritdoc ISuspense
    function suspenseOf(address beneficiary) external view returns (uint256 units) {
        return _suspended[beneficiary];
    }

    function _checkBeneficiary(address from, address beneficiary) private view {
        if (from == address(this) || beneficiary == address(0)) revert BeneficiaryMissing();
        if (!_recordOf(address(this)).isSuspense()) revert SuspenseAccountMissing();
        if (_recordOf(beneficiary).isKnown()) revert BeneficiaryRegistered(beneficiary);
    }
}
