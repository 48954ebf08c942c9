// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {IERC3643Compliance} from "../interfaces/external/IERC3643Compliance.sol";
import {Movements} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Facade} from "./Facade.sol";

/// @title The engine's decision, as clients of ERC-3643 ask it for one token
contract ComplianceFacade is Facade, IERC3643Compliance {
    constructor(IWeighbridge engine_) Facade(engine_) {}

    fallback() external {
        revert FunctionUnsupported(msg.sig);
    }

    /// @inheritdoc IERC3643Compliance
    function canTransfer(address from, address to, uint256 amount) external view returns (bool allowed) {
        uint8 kind =
            from == address(0)
                ? Movements.MINT
                : to == address(0)
                    ? Movements.BURN
                    : Movements.TRANSFER;
        (allowed, , ) = _engine.check(Movement(kind, _token(), address(0), from, to, amount));
    }

    /// @inheritdoc IERC3643Compliance
    function isTokenBound(address token) external view returns (bool) {
        return token == _token();
    }

    /// @inheritdoc IERC3643Compliance
    function getTokenBound() external view returns (address) {
        return _token();
    }
}
