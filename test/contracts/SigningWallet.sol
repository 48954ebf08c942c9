// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice An attester that is a contract: it answers for the digests that it approved, in whatever manner it is told.
contract SigningWallet is IERC1271 {
    mapping(bytes32 digest => bool) public approved;
    /// @dev Answered to everything, if there is any; of any length.
    bytes private _answer;
    bool private _fails;

    function approve(bytes32 digest) external {
        approved[digest] = true;
    }

    function misbehave(bytes calldata answer, bool fails) external {
        _answer = answer;
        _fails = fails;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        bytes memory answer = _answer;
        if (_fails) {
            assembly {
                revert(add(answer, 32), mload(answer))
            }
        }
        if (answer.length != 0) {
            assembly {
                return(add(answer, 32), mload(answer))
            }
        }
        return approved[digest] ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
