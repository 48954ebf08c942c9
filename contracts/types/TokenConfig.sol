// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {TokenConfigField, TokenFlags} from "./Kinds.sol";

/// @notice What a movement must know of its token before anything else.
/// @dev One word, low bits first. All zero: the engine does not know the token.
///
/// | bits    | field    | meaning                                                             |
/// | ------- | -------- | ------------------------------------------------------------------- |
/// | 0-159   | program  | the program in force; zero: none was ever scheduled                 |
/// | 160-191 | registry | where its investors are recorded, from 1; never changes             |
/// | 192-239 | nextFrom | when the next program takes effect, unix seconds; zero: none waits  |
/// | 240-255 | flags    | bits of `TokenFlags`                                                |
type TokenConfig is uint256;

using TokenConfigLibrary for TokenConfig global;

library TokenConfigLibrary {
    function make(uint32 itsRegistry) internal pure returns (TokenConfig) {
        return TokenConfig.wrap(uint256(itsRegistry) << TokenConfigField.REGISTRY_OFFSET);
    }

    function program(TokenConfig config) internal pure returns (address) {
        return address(uint160(TokenConfig.unwrap(config) >> TokenConfigField.PROGRAM_OFFSET));
    }

    function registry(TokenConfig config) internal pure returns (uint32) {
        return uint32(TokenConfig.unwrap(config) >> TokenConfigField.REGISTRY_OFFSET);
    }

    function nextFrom(TokenConfig config) internal pure returns (uint48) {
        return uint48(TokenConfig.unwrap(config) >> TokenConfigField.NEXT_FROM_OFFSET);
    }

    function has(TokenConfig config, uint256 flag) internal pure returns (bool) {
        return (TokenConfig.unwrap(config) >> TokenConfigField.FLAGS_OFFSET) & flag != 0;
    }

    function withProgram(TokenConfig config, address newProgram) internal pure returns (TokenConfig) {
        uint256 mask = TokenConfigField.PROGRAM_MASK << TokenConfigField.PROGRAM_OFFSET;
        return
            TokenConfig.wrap(
                (TokenConfig.unwrap(config) & ~mask) | (uint256(uint160(newProgram)) << TokenConfigField.PROGRAM_OFFSET)
            );
    }

    function withNextFrom(TokenConfig config, uint48 newNextFrom) internal pure returns (TokenConfig) {
        uint256 mask = TokenConfigField.NEXT_FROM_MASK << TokenConfigField.NEXT_FROM_OFFSET;
        return
            TokenConfig.wrap(
                (TokenConfig.unwrap(config) & ~mask) | (uint256(newNextFrom) << TokenConfigField.NEXT_FROM_OFFSET)
            );
    }

    function with(TokenConfig config, uint256 flag, bool on) internal pure returns (TokenConfig) {
        uint256 bit = flag << TokenConfigField.FLAGS_OFFSET;
        uint256 word = TokenConfig.unwrap(config);
        return TokenConfig.wrap(on ? word | bit : word & ~bit);
    }

    /// @notice Whether the next program is in force already. One that awaits something is not, before `settle` has found it complete.
    function nextIsInForce(TokenConfig config, uint256 time) internal pure returns (bool) {
        uint256 from = config.nextFrom();
        return from != 0 && from <= time && !config.has(TokenFlags.NEXT_AWAITS);
    }
}

/// @notice What a movement need not know, in two further slots.
/// @param nextProgram Takes effect at `nextFrom`; while that has passed, it is the program in force.
/// @param notice Least seconds between scheduling a program and its effect.
/// @param authority The AccessManager that says who may act for the token.
struct TokenTerms {
    address nextProgram;
    uint32 notice;
    address authority;
}
