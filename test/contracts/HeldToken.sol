// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IWeighbridge} from "../../contracts/interfaces/IWeighbridge.sol";

/// @notice A token that has holders before it is admitted, and asks the engine from then on; told to, it moves units without asking.
contract HeldToken is ERC20 {
    IWeighbridge public immutable engine;
    /// @dev That of the first registry, so that it is admitted there.
    address public immutable initialAuthority;
    /// @notice Whether it moves without asking.
    bool public free;

    constructor(IWeighbridge engine_, address[] memory holders, uint256 each) ERC20("Held", "HLD") {
        engine = engine_;
        (initialAuthority, , ) = engine_.registryInfo(1);
        free = true;
        for (uint256 i = 0; i < holders.length; ++i) _mint(holders[i], each);
        free = false;
    }

    function setFree(bool free_) external {
        free = free_;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function burn(address from, uint256 amount) external {
        _burn(from, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (!free) {
            uint8 kind =
                from == address(0)
                    ? 1
                    : to == address(0)
                        ? 2
                        : 0;
            engine.onMovement(kind, msg.sender, from, to, amount, balanceOf(from), balanceOf(to));
        }
        super._update(from, to, amount);
    }
}
