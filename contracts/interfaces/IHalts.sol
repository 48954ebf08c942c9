// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Halt} from "../types/Halt.sol";

/// @title Halts of trading
/// @notice A token's trading stands still while its own authority has halted it, or while a source, usually the venue where the security is traded
/// first, has said that it is halted there. A halt is a fact, no pause: it stops what a rule of kind `notHalted` binds, and nothing else.
/// @dev The source signs EIP-712 data, `TradingHalt(address token,bool halted,uint48 asOf,uint48 deadline)`, under the domain `Weighbridge`, version
/// 1, of this chain and engine, by an account's key (ECDSA) or as a contract (ERC-1271); anybody may bring it. Neither lifts the other's halt.
interface IHalts {
    /// @notice The token's authority halted trading.
    event TradingHalted(address indexed token, address indexed by, bytes32 instrument);
    /// @notice The token's authority lifted its halt. What the source has halted stays so.
    event TradingResumed(address indexed token, address indexed by, bytes32 instrument);
    /// @notice The source's word was brought. asOf: of when it speaks, unix seconds.
    event HaltReported(address indexed token, address indexed source, bool halted, uint48 asOf);
    event HaltSourceSet(address indexed token, address indexed oldSource, address indexed newSource);

    error TradingAlreadyHalted(address token);
    /// @notice There is no halt of the token's authority to lift.
    error TradingNotHalted(address token);
    /// @notice Nobody's word on halts is taken for this token.
    error HaltSourceMissing(address token);
    /// @notice The message may be brought while now <= `deadline`; unix seconds.
    error HaltExpired(uint48 deadline);
    /// @notice The message speaks of a time that has not come; unix seconds.
    error HaltEarly(uint48 asOf, uint256 time);
    /// @notice A message as of `last` or later was brought before; unix seconds.
    error HaltStale(address token, uint48 asOf, uint48 last);

    /// @notice Halts trading. Emits `TradingHalted`. Reverts with `TradingAlreadyHalted` or `EvidenceMissing`.
    /// @param instrument Hash of the document behind it; not 0.
    /// @custom:access-control The token's authority.
    function haltTrading(address token, bytes32 instrument) external;

    /// @notice Lifts the authority's halt. Emits `TradingResumed`. Reverts with `TradingNotHalted` or `EvidenceMissing`.
    /// @param instrument Hash of the document behind it; not 0.
    /// @custom:access-control The token's authority.
    function resumeTrading(address token, bytes32 instrument) external;

    /// @notice Says whose signed word on halts is taken; zero: nobody's. Emits `HaltSourceSet`. What the source before had halted stays halted until
    /// the new one says otherwise, and is lifted if there is none.
    /// @custom:access-control The token's authority.
    function setHaltSource(address token, address source) external;

    /// @notice Takes the source's signed word that trading is halted, or is not. Emits `HaltReported`. Anybody may bring it. Reverts with
    /// `HaltSourceMissing`, `HaltExpired`, `HaltEarly`, `HaltStale`, or with `SignatureInvalid` of `IAttestations`.
    /// @param asOf When it was so; unix seconds, later than of any message before, and not in the future.
    /// @param deadline It may be brought while now <= deadline; unix seconds.
    function haltBySignature(
        address token,
        bool halted,
        uint48 asOf,
        uint48 deadline,
        bytes calldata signature
    ) external;

    /// @notice Who halted the token, and whose word is taken.
    function haltOf(address token) external view returns (Halt memory);
}
