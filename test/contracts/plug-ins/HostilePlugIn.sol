// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IPlugIn} from "../../../contracts/interfaces/IPlugIn.sol";
import {IWeighbridge} from "../../../contracts/interfaces/IWeighbridge.sol";
import {Movement} from "../../../contracts/types/Movement.sol";

/// @notice A plug-in that answers in every wrong way, and in some right ones that nobody should rely on.
contract HostilePlugIn {
    enum Answers {
        Allows,
        Refuses,
        Nothing,
        Short,
        Long,
        Bomb,
        Reverts,
        RevertsHuge,
        RevertsAllowing,
        Loops,
        NotBoolean,
        Writes,
        AsksBack,
        Gas,
        Origin,
        Caller,
        Parties,
        Fails
    }

    Answers public answers;
    /// @dev What it answers as measured and limit; where it tells gas, origin or caller: whether it allows.
    uint256 public word;
    uint256 private _written;

    function answerWith(Answers answers_, uint256 word_) external {
        (answers, word) = (answers_, word_);
    }

    /// @dev `weigh` and everything else.
    fallback() external {
        uint256 given = gasleft();
        (Answers how, uint256 told) = (answers, word);
        if (how == Answers.Writes) _written = 1;
        if (how == Answers.AsksBack) _askBack();
        if (how == Answers.Gas) _return(told, given, 0);
        if (how == Answers.Origin) _return(tx.origin == address(uint160(told)) ? 1 : 0, 0, 0);
        if (how == Answers.Caller) _return(0, uint160(msg.sender), 0);
        if (how == Answers.Parties) {
            Movement memory movement = abi.decode(msg.data[4:], (Movement));
            bytes32 parties = keccak256(abi.encode(movement.spender, movement.from, movement.to));
            _return(0, uint256(parties), movement.amount);
        }
        assembly {
            mstore(0, 1)
            mstore(32, told)
            mstore(64, told)
            switch how
            case 1 {
                mstore(0, 0)
            }
            case 2 {
                return(0, 0)
            }
            case 3 {
                return(0, 95)
            }
            case 4 {
                return(0, 97)
            }
            case 5 {
                return(0, 1000000)
            }
            case 6 {
                revert(0, 0)
            }
            case 7 {
                revert(0, 40000)
            }
            case 8 {
                revert(0, 96)
            }
            case 9 {
                for {} 1 {} {}
            }
            case 10 {
                mstore(0, told)
            }
            case 17 {
                invalid()
            }
            return(0, 96)
        }
    }

    /// @dev Whatever the engine answers, or not: it allows.
    function _askBack() private view {
        IWeighbridge engine = IWeighbridge(msg.sender);
        Movement memory movement = abi.decode(msg.data[4:], (Movement));
        try engine.check(movement) {} catch {}
    }

    function _return(uint256 first, uint256 second, uint256 third) private pure {
        assembly {
            mstore(0, first)
            mstore(32, second)
            mstore(64, third)
            return(0, 96)
        }
    }
}

/// @notice Writes while it is asked, through a contract that it deploys: a static call stops this, too.
contract DeployingPlugIn is IPlugIn {
    function weigh(Movement calldata) external view returns (bool allowed, uint256 measured, uint256 limit) {
        (bool done, ) = address(this).staticcall(abi.encodeCall(this.deploy, ()));
        return (done, 0, 0);
    }

    function deploy() external returns (address) {
        return address(new HostilePlugIn());
    }
}
