// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Asks several views in one call: tests read some hundreds of them after each step.
contract Views {
    /// @dev Reverts with what the first that reverts says.
    function ask(address[] calldata to, bytes[] calldata data) external view returns (bytes[] memory answers) {
        answers = new bytes[](to.length);
        for (uint256 i = 0; i < to.length; ++i) {
            (bool done, bytes memory answer) = to[i].staticcall(data[i]);
            if (!done) {
                assembly {
                    revert(add(answer, 32), mload(answer))
                }
            }
            answers[i] = answer;
        }
    }
}
