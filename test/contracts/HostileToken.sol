// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IWeighbridge} from "../../contracts/interfaces/IWeighbridge.sol";
import {Movement} from "../../contracts/types/Movement.sol";

/// @notice A token that tells the engine whatever it is told to tell, and answers reads in every wrong way.
contract HostileToken {
    enum Answers {
        Word,
        Reverts,
        Nothing,
        Short,
        Long,
        BurnsGas,
        Bomb,
        AsksBack,
        Page
    }

    IWeighbridge public immutable engine;
    /// @dev That of the first registry, so that it is admitted there.
    address public immutable initialAuthority;
    Answers public answers;
    uint256 public word;

    constructor(IWeighbridge engine_) {
        engine = engine_;
        (initialAuthority, , ) = engine_.registryInfo(1);
    }

    /// @param word_ What a read gives where it gives a word.
    function answerWith(Answers answers_, uint256 word_) external {
        (answers, word) = (answers_, word_);
    }

    /// @notice Reports a movement that is none.
    function report(
        uint8 kind,
        address from,
        address to,
        uint256 amount,
        uint256 fromBalance,
        uint256 toBalance
    ) external {
        engine.onMovement(kind, msg.sender, from, to, amount, fromBalance, toBalance);
    }

    function setPaused(bool paused) external {
        engine.setPaused(paused);
    }

    function setFrozenUnits(address wallet, uint256 units) external {
        engine.setFrozenUnits(wallet, units);
    }

    function setWalletFrozen(address wallet, bool frozen) external {
        engine.setWalletFrozen(wallet, frozen);
    }

    /// @dev balanceOf, totalSupply, allowance and everything else.
    fallback() external {
        Answers how = answers;
        uint256 told = word;
        if (how == Answers.AsksBack) engine.check(Movement(0, address(this), address(0), address(1), address(2), 1));
        assembly {
            mstore(0, told)
            switch how
            case 1 {
                revert(0, 32)
            }
            case 2 {
                return(0, 0)
            }
            case 3 {
                return(0, 31)
            }
            case 4 {
                return(0, 64)
            }
            case 5 {
                for {} 1 {} {}
            }
            case 6 {
                return(0, 40000)
            }
            case 8 {
                return(0, 4096)
            }
            default {
                return(0, 32)
            }
        }
    }
}
