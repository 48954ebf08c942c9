// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IWeighbridge} from "../../contracts/interfaces/IWeighbridge.sol";
import {ISecurityTokenSurfaces} from "../../contracts/interfaces/ISecurityTokenSurfaces.sol";
import {SecurityToken} from "../../contracts/token/SecurityToken.sol";

/// @notice An honest token that stops answering some reads: of its supply, or of one wallet's balance.
contract MuteToken is SecurityToken {
    error Mute();

    bool public muteSupply;
    address public muteWallet;

    constructor(
        address surfaces_
    ) SecurityToken(surfaces_, _firstAuthority(ISecurityTokenSurfaces(surfaces_).engine()), "Mute", "MUT", 0) {}

    function mute(bool supply, address wallet) external {
        (muteSupply, muteWallet) = (supply, wallet);
    }

    function totalSupply() public view override returns (uint256) {
        if (muteSupply) revert Mute();
        return super.totalSupply();
    }

    function balanceOf(address wallet) public view override returns (uint256) {
        if (wallet == muteWallet && wallet != address(0)) revert Mute();
        return super.balanceOf(wallet);
    }

    /// @dev That of the first registry, so that it is admitted there.
    function _firstAuthority(IWeighbridge engine_) private view returns (address authority) {
        (authority, , ) = engine_.registryInfo(1);
    }
}
