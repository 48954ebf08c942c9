// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ISecurityToken} from "../interfaces/ISecurityToken.sol";
import {Shape} from "../types/Kinds.sol";

/// @notice Asks a token for a number, trusting nothing: gas is capped, at most one word is copied, and what is no word counts as no answer.
/// @dev Too little gas reads as no answer, which refuses.
library TokenReads {
    /// @dev Ten times what a balance costs from cold storage in a plain ERC-20, proxy included.
    uint256 private constant GAS = 50_000;

    /// @return readable False also if the number is above 2**112 - 1.
    function balanceOf(address token, address wallet) internal view returns (bool readable, uint256 units) {
        return _units(token, abi.encodeCall(IERC20.balanceOf, (wallet)));
    }

    /// @return readable False also if the number is above 2**112 - 1.
    function totalSupply(address token) internal view returns (bool readable, uint256 units) {
        return _units(token, abi.encodeCall(IERC20.totalSupply, ()));
    }

    /// @notice The authority that the token names as the one to be admitted under.
    function initialAuthority(address token) internal view returns (bool readable, address authority) {
        uint256 word;
        (readable, word) = _word(token, abi.encodeCall(ISecurityToken.initialAuthority, ()));
        return (readable && word <= type(uint160).max, address(uint160(word)));
    }

    /// @dev Any word is an answer: wallets approve 2**256 - 1.
    function allowance(
        address token,
        address holder,
        address spender
    ) internal view returns (bool readable, uint256 units) {
        return _word(token, abi.encodeCall(IERC20.allowance, (holder, spender)));
    }

    function _units(address token, bytes memory data) private view returns (bool readable, uint256 units) {
        (readable, units) = _word(token, data);
        if (units > Shape.MOST_UNITS) return (false, 0);
    }

    function _word(address token, bytes memory data) private view returns (bool readable, uint256 word) {
        uint256 cap = GAS;
        assembly ("memory-safe") {
            mstore(0, 0)
            readable := staticcall(cap, token, add(data, 0x20), mload(data), 0, 0x20)
            readable := and(readable, eq(returndatasize(), 0x20))
            word := mul(mload(0), readable)
        }
    }
}
