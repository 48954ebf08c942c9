// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {WalletStateField} from "./Kinds.sol";

/// @notice What stands on one wallet's units of one token.
/// @dev One word, low bits first. Read only while the token's `WALLET_STATES` flag is set.
///
/// | bits    | field    | meaning                                                          |
/// | ------- | -------- | ---------------------------------------------------------------- |
/// | 0-111   | frozen   | token units that may not leave; may exceed the balance           |
/// | 112-223 | held     | token units pledged: they leave by recovery only                 |
/// | 224     | whole    | the whole wallet is frozen: nothing in, nothing out              |
/// | 225-255 | reserved | zero                                                             |
type WalletState is uint256;

using WalletStateLibrary for WalletState global;

library WalletStateLibrary {
    function frozen(WalletState state) internal pure returns (uint256) {
        return (WalletState.unwrap(state) >> WalletStateField.FROZEN_OFFSET) & WalletStateField.FROZEN_MASK;
    }

    function held(WalletState state) internal pure returns (uint256) {
        return (WalletState.unwrap(state) >> WalletStateField.HELD_OFFSET) & WalletStateField.HELD_MASK;
    }

    function isWhollyFrozen(WalletState state) internal pure returns (bool) {
        return (WalletState.unwrap(state) >> WalletStateField.WHOLE_OFFSET) & 1 != 0;
    }

    /// @dev `units` is below 2**112: checked in `setFrozenUnits`.
    function withFrozen(WalletState state, uint256 units) internal pure returns (WalletState) {
        uint256 mask = WalletStateField.FROZEN_MASK << WalletStateField.FROZEN_OFFSET;
        return WalletState.wrap((WalletState.unwrap(state) & ~mask) | (units << WalletStateField.FROZEN_OFFSET));
    }

    /// @dev `units` is below 2**112: checked in `setHeldUnits`.
    function withHeld(WalletState state, uint256 units) internal pure returns (WalletState) {
        uint256 mask = WalletStateField.HELD_MASK << WalletStateField.HELD_OFFSET;
        return WalletState.wrap((WalletState.unwrap(state) & ~mask) | (units << WalletStateField.HELD_OFFSET));
    }

    function withWhollyFrozen(WalletState state, bool whole) internal pure returns (WalletState) {
        uint256 bit = 1 << WalletStateField.WHOLE_OFFSET;
        uint256 word = WalletState.unwrap(state);
        return WalletState.wrap(whole ? word | bit : word & ~bit);
    }

    /// @notice Units of `balance` that may leave the wallet, down to zero.
    /// @param byOrder A forced movement takes frozen units too: freezing is how the order was prepared. Held ones belong to a pledgee.
    function free(WalletState state, uint256 balance, bool byOrder) internal pure returns (uint256) {
        unchecked {
            uint256 bound = byOrder ? state.held() : state.frozen() + state.held(); // fits: two numbers of 112 bits
            return bound < balance ? balance - bound : 0;
        }
    }
}
