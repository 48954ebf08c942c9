// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title Chainlink's AggregatorV3: the ABI that price feeds share
interface IAggregatorV3 {
    /// @notice Of `answer`.
    function decimals() external view returns (uint8);

    function description() external view returns (string memory);

    /// @notice Of the feed's code.
    function version() external view returns (uint256);

    /// @notice Reverts if there is no such round.
    function getRoundData(
        uint80 roundId
    ) external view returns (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);

    /// @notice Reverts if there is none.
    /// @return roundId Of the latest price.
    /// @return answer The price.
    /// @return startedAt Unix seconds.
    /// @return updatedAt Of when the price is, unix seconds.
    /// @return answeredInRound Of no meaning any more.
    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}
