// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Why trading of a token stands still, and who may say so from outside. It does while one of the two does.
/// @dev One slot, low bits first:
/// | 0-159   | source      | whose signed word is taken; zero: nobody's                           |
/// | 160-207 | asOf        | of when its last word speaks; unix seconds; 0: there was none        |
/// | 208-215 | byAuthority | 1: the token's authority halted it                                   |
/// | 216-223 | bySource    | 1: the source said last that it is halted where it is traded first   |
struct Halt {
    address source;
    uint48 asOf;
    bool byAuthority;
    bool bySource;
}
