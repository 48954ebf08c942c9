// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A stablecoin of six decimals that can take a fee, answer false, answer nothing, refuse somebody, or call back while it moves.
contract HostileStablecoin is ERC20 {
    enum Manner {
        Honest,
        TakesFee,
        AnswersFalse,
        AnswersNothing,
        Refuses,
        CallsBack
    }

    Manner public manner;
    address private _target;
    bytes private _call;
    /// @notice What the call back ended with.
    bool public wentThrough;
    bytes public reason;

    constructor() ERC20("Dollar", "USD") {}

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function behave(Manner manner_) external {
        manner = manner_;
    }

    /// @notice From now on calls `target` while it moves.
    function callBack(address target, bytes calldata call_) external {
        (manner, _target, _call) = (Manner.CallsBack, target, call_);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return _answer(manner == Manner.AnswersFalse || super.transfer(to, amount));
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return _answer(manner == Manner.AnswersFalse || super.transferFrom(from, to, amount));
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (manner == Manner.Refuses && from != address(0)) revert ERC20InvalidSender(from);
        if (manner == Manner.CallsBack && from != address(0)) (wentThrough, reason) = _target.call(_call);
        super._update(from, to, amount);
        if (manner == Manner.TakesFee && from != address(0)) super._update(to, address(0), amount / 100);
    }

    function _answer(bool) private view returns (bool) {
        if (manner == Manner.AnswersNothing) {
            assembly {
                return(0, 0)
            }
        }
        return manner != Manner.AnswersFalse;
    }
}
