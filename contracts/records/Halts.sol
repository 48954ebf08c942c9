// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IHalts} from "../interfaces/IHalts.sol";
import {ILots} from "../interfaces/ILots.sol";
import {Halt} from "../types/Halt.sol";
import {TokenFlags} from "../types/Kinds.sol";
import {RegistryBase} from "./RegistryBase.sol";
import {Signatures} from "./Signatures.sol";

/// @title Halts of trading, by the token's authority and by a source outside
/// @notice The part of `WeighbridgeEnrolment` that halts and resumes.
/// @dev Every function that writes begins with who may, or ends its checks with who signed. The flag `HALTED` is what movements read.
abstract contract Halts is RegistryBase, IHalts {
    bytes32 private constant HALT_TYPE = keccak256(
        "TradingHalt(address token,bool halted,uint48 asOf,uint48 deadline)"
    );

    /// @inheritdoc IHalts
    function haltTrading(address token, bytes32 instrument) external byAuthorityOf(token) {
        if (_haltSources[token].byAuthority) revert TradingAlreadyHalted(token);
        _setByAuthority(token, true, instrument);
        emit TradingHalted(token, msg.sender, instrument);
    }

    /// @inheritdoc IHalts
    function resumeTrading(address token, bytes32 instrument) external byAuthorityOf(token) {
        if (!_haltSources[token].byAuthority) revert TradingNotHalted(token);
        _setByAuthority(token, false, instrument);
        emit TradingResumed(token, msg.sender, instrument);
    }

    /// @inheritdoc IHalts
    /// @dev The time of the last word stays: an old message of a source that comes back is old.
    function setHaltSource(address token, address source) external byAuthorityOf(token) {
        Halt storage halt = _haltSources[token];
        emit HaltSourceSet(token, halt.source, source);
        halt.source = source;
        if (source == address(0)) halt.bySource = false;
        _tell(token, halt);
    }

    /// @inheritdoc IHalts
    function haltBySignature(
        address token,
        bool halted,
        uint48 asOf,
        uint48 deadline,
        bytes calldata signature
    ) external {
        Halt storage halt = _haltSources[token];
        address source = halt.source;
        if (source == address(0)) revert HaltSourceMissing(token);
        if (block.timestamp > deadline) revert HaltExpired(deadline);
        if (asOf > block.timestamp) revert HaltEarly(asOf, block.timestamp);
        if (asOf <= halt.asOf) revert HaltStale(token, asOf, halt.asOf);
        Signatures.check(source, keccak256(abi.encode(HALT_TYPE, token, halted, asOf, deadline)), signature);

        (halt.asOf, halt.bySource) = (asOf, halted);
        emit HaltReported(token, source, halted, asOf);
        _tell(token, halt);
    }

    /// @inheritdoc IHalts
    function haltOf(address token) external view returns (Halt memory) {
        return _haltSources[token];
    }

    function _setByAuthority(address token, bool halted, bytes32 instrument) private {
        if (instrument == 0) revert ILots.EvidenceMissing();
        Halt storage halt = _haltSources[token];
        halt.byAuthority = halted;
        _tell(token, halt);
    }

    /// @dev Movements read one flag for both.
    function _tell(address token, Halt storage halt) private {
        _tokens[token] = _tokens[token].with(TokenFlags.HALTED, halt.byAuthority || halt.bySource);
    }
}
