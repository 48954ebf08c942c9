// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IExposures} from "../interfaces/IExposures.sol";
import {IRegistrars} from "../interfaces/IRegistrars.sol";
import {AccountWord} from "../types/AccountWord.sol";
import {States} from "../types/Kinds.sol";
import {AccountKey, LeverageStorage} from "./LeverageStorage.sol";

/// @title Accounts that close, and the state bit in the engine's record that says that one is open
abstract contract Accounts is LeverageStorage {
    function _close(AccountKey key, uint32 venue, uint32 registry, address wallet, uint64 investor) internal {
        _accounts[key] = AccountWord.wrap(0);
        uint256 count = _openAccounts[registry][investor] - 1;
        _openAccounts[registry][investor] = count;
        emit IExposures.AccountClosed(venue, registry, investor);
        if (count == 0) _tellEngine(registry, wallet, false);
    }

    function _tellEngine(uint32 registry, address wallet, bool leveraged) internal {
        IRegistrars(engine).updateBits(registry, wallet, 0, leveraged ? uint8(States.LEVERAGED) : 0, 0);
    }
}
