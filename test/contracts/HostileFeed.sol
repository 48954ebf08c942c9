// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A price feed, or an uptime feed, that answers what it is told to, or in a wrong way.
contract HostileFeed {
    enum Answers {
        Words,
        Reverts,
        Nothing,
        Short,
        Long,
        BurnsGas,
        Bomb
    }

    error Refused();

    Answers public answers;
    uint256 private _decimals;
    int256 private _answer;
    uint256 private _startedAt;
    uint256 private _updatedAt;

    constructor(uint256 decimals_, int256 answer_, uint256 updatedAt_) {
        (_decimals, _answer, _startedAt, _updatedAt) = (decimals_, answer_, updatedAt_, updatedAt_);
    }

    function misbehave(Answers answers_) external {
        answers = answers_;
    }

    function setDecimals(uint256 decimals_) external {
        _decimals = decimals_;
    }

    function say(int256 answer_, uint256 startedAt_, uint256 updatedAt_) external {
        (_answer, _startedAt, _updatedAt) = (answer_, startedAt_, updatedAt_);
    }

    function decimals() external view {
        _end(abi.encode(_decimals));
    }

    function latestRoundData() external view {
        _end(abi.encode(uint256(1), _answer, _startedAt, _updatedAt, uint256(1)));
    }

    function _end(bytes memory words) private view {
        if (answers == Answers.Reverts) revert Refused();
        if (answers == Answers.Nothing) words = "";
        if (answers == Answers.Short) words = abi.encodePacked(words, bytes31(0));
        if (answers == Answers.Long) words = abi.encodePacked(words, uint256(0));
        if (answers == Answers.BurnsGas) while (true) {}
        if (answers == Answers.Bomb) words = new bytes(20_000);
        uint256 length = answers == Answers.Short ? words.length - 32 : words.length;
        assembly {
            return(add(words, 0x20), length)
        }
    }
}
