// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {PositionBounds, StandingField} from "./PositionKinds.sol";

/// @notice What applies to one person in one underlying.
/// @dev One word, low bits first. Contracts, unix seconds.
///
/// | bits    | field       | meaning                                                             |
/// | ------- | ----------- | ------------------------------------------------------------------- |
/// | 0-31    | exemptLong  | contracts above the limits, as a hedger                              |
/// | 32-63   | exemptShort | likewise                                                            |
/// | 64-103  | longUntil   | from then on the exemption is stale                                  |
/// | 104-143 | shortUntil  | likewise                                                            |
/// | 144-175 | cap         | an order: in all months no increase above it                         |
/// | 176-215 | capFrom     | from when on; 0: there is no order                                   |
type StandingWord is uint256;

using StandingWordLibrary for StandingWord global;

library StandingWordLibrary {
    /// @return contracts_ As granted. until: unix seconds.
    function exemption(StandingWord word, bool short) internal pure returns (uint32 contracts_, uint40 until) {
        uint256 bits = StandingWord.unwrap(word);
        if (short)
            return (
                uint32(bits >> StandingField.EXEMPT_SHORT_OFFSET),
                uint40(bits >> StandingField.SHORT_UNTIL_OFFSET)
            );
        return (uint32(bits >> StandingField.EXEMPT_LONG_OFFSET), uint40(bits >> StandingField.LONG_UNTIL_OFFSET));
    }

    /// @notice Contracts above the limits at that time.
    function exempted(StandingWord word, bool short, uint256 time) internal pure returns (uint256) {
        (uint32 contracts_, uint40 until) = word.exemption(short);
        return time < until ? contracts_ : 0;
    }

    function withExemption(
        StandingWord word,
        bool short,
        uint32 contracts_,
        uint40 until
    ) internal pure returns (StandingWord) {
        (uint256 offset, uint256 untilOffset) = short
            ? (StandingField.EXEMPT_SHORT_OFFSET, StandingField.SHORT_UNTIL_OFFSET)
            : (StandingField.EXEMPT_LONG_OFFSET, StandingField.LONG_UNTIL_OFFSET);
        uint256 mask = (StandingField.EXEMPT_LONG_MASK << offset) | (StandingField.LONG_UNTIL_MASK << untilOffset);
        uint256 bits = StandingWord.unwrap(word) & ~mask;
        return StandingWord.wrap(bits | (uint256(contracts_) << offset) | (uint256(until) << untilOffset));
    }

    /// @return cap Contracts. from: unix seconds; 0: there is no order.
    function order(StandingWord word) internal pure returns (uint32 cap, uint40 from) {
        uint256 bits = StandingWord.unwrap(word);
        return (uint32(bits >> StandingField.CAP_OFFSET), uint40(bits >> StandingField.CAP_FROM_OFFSET));
    }

    /// @return cap Contracts; `PositionBounds.NO_LIMIT`: none is in force at that time.
    function capAt(StandingWord word, uint256 time) internal pure returns (uint256 cap) {
        (uint32 its, uint40 from) = word.order();
        return from != 0 && from <= time ? its : PositionBounds.NO_LIMIT;
    }

    /// @param from 0: no order.
    function withOrder(StandingWord word, uint32 cap, uint40 from) internal pure returns (StandingWord) {
        uint256 mask =
            (StandingField.CAP_MASK << StandingField.CAP_OFFSET) |
                (StandingField.CAP_FROM_MASK << StandingField.CAP_FROM_OFFSET);
        uint256 bits = StandingWord.unwrap(word) & ~mask;
        return
            StandingWord.wrap(
                bits | (uint256(cap) << StandingField.CAP_OFFSET) | (uint256(from) << StandingField.CAP_FROM_OFFSET)
            );
    }
}
