// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Filing} from "../types/Filing.sol";
import {SecurityTokenBase} from "./SecurityTokenBase.sol";

/// @title What one account files and another one executes
abstract contract Filings is SecurityTokenBase {
    /// @dev Uses up the instrument that somebody else filed for exactly this movement.
    function _takeInstrument(address from, address to, uint256 amount) internal returns (bytes32 instrument) {
        bytes32 id = _movementId(from, to, amount);
        Filing memory filing = _instruments[id];
        instrument = filing.instrument;
        if (instrument == 0) revert ISecurityToken.InstrumentMissing();
        _checkSecond(filing.filer);
        delete _instruments[id];
    }

    /// @dev The caller is somebody, and not who filed.
    function _checkSecond(address filer) internal view {
        if (_person() == filer) revert ISecurityToken.SecondPersonMissing(filer);
    }

    /// @dev An authority calls for whoever asks it to, and does not say who.
    function _person() internal view returns (address) {
        if (msg.sender == _authority()) revert ISecurityToken.CallerUnnamed(msg.sender);
        return msg.sender;
    }

    function _movementId(address from, address to, uint256 amount) internal pure returns (bytes32) {
        return keccak256(abi.encode(from, to, amount));
    }
}
