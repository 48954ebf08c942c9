// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IWeighbridge} from "../interfaces/IWeighbridge.sol";
import {IERC3643IdentityRegistry} from "../interfaces/external/IERC3643IdentityRegistry.sol";
import {Movements} from "../types/Kinds.sol";
import {Movement} from "../types/Movement.sol";
import {Record} from "../types/Record.sol";
import {Facade} from "./Facade.sol";

/// @title The engine's registry, as clients of ERC-3643 ask it for one token
contract IdentityRegistryFacade is Facade, IERC3643IdentityRegistry {
    constructor(IWeighbridge engine_) Facade(engine_) {}

    fallback() external {
        revert FunctionUnsupported(msg.sig);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function contains(address wallet) external view returns (bool) {
        return _record(wallet).isKnown();
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function isVerified(address wallet) external view returns (bool allowed) {
        (allowed, , ) = _engine.check(Movement(Movements.FORCED, _token(), address(0), wallet, wallet, 0));
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function investorCountry(address wallet) external view returns (uint16) {
        return uint16(_record(wallet).country()); // fits: 10 bits
    }

    function _record(address wallet) private view returns (Record) {
        return _engine.record(_engine.tokenConfig(_token()).registry(), wallet);
    }
}
