// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {AuthorityUtils} from "@openzeppelin/contracts/access/manager/AuthorityUtils.sol";
import {IAggregatorV3} from "../interfaces/external/IAggregatorV3.sol";
import {IPostedPriceFeed} from "../interfaces/IPostedPriceFeed.sol";
import {Signatures} from "../records/Signatures.sol";

/// @title A price feed that a role posts to or signs for
contract PostedPriceFeed is AccessManaged, IPostedPriceFeed {
    /// @param asOf Unix seconds; 0: there is no such round.
    struct Round {
        uint192 answer;
        uint48 asOf;
    }

    bytes32 private constant PRICE_TYPE = keccak256("PostedPrice(int256 answer,uint48 asOf)");
    int256 private constant MOST = int256(uint256(type(uint192).max));
    uint256 private constant BPS = 10_000;

    /// @inheritdoc IAggregatorV3
    uint8 public immutable decimals;
    /// @inheritdoc IAggregatorV3
    uint256 public constant version = 1;
    /// @inheritdoc IAggregatorV3
    string public description;
    /// @inheritdoc IPostedPriceFeed
    uint32 public mostDeviation;
    uint80 private _latest;
    mapping(uint80 roundId => Round) private _rounds;

    /// @param decimals_ Of the price. @param mostDeviation_ Basis points; 0: any price may follow any other.
    constructor(
        address authority_,
        uint8 decimals_,
        string memory description_,
        uint32 mostDeviation_
    ) AccessManaged(authority_) {
        (decimals, description) = (decimals_, description_);
        _setMostDeviation(mostDeviation_);
    }

    /// @inheritdoc IPostedPriceFeed
    function post(int256 answer, uint48 asOf) external restricted {
        _post(answer, asOf, msg.sender);
    }

    /// @inheritdoc IPostedPriceFeed
    function postSigned(int256 answer, uint48 asOf, address signer, bytes calldata signature) external {
        (bool immediate, ) = AuthorityUtils.canCallWithDelay(authority(), signer, address(this), this.post.selector);
        if (!immediate) revert PosterUnknown(signer);
        Signatures.check(signer, keccak256(abi.encode(PRICE_TYPE, answer, asOf)), signature);
        _post(answer, asOf, signer);
    }

    /// @inheritdoc IPostedPriceFeed
    function setMostDeviation(uint32 deviation) external restricted {
        _setMostDeviation(deviation);
    }

    /// @inheritdoc IAggregatorV3
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return getRoundData(_latest);
    }

    /// @inheritdoc IAggregatorV3
    function getRoundData(uint80 roundId) public view returns (uint80, int256, uint256, uint256, uint80) {
        Round memory round = _rounds[roundId];
        if (round.asOf == 0) revert RoundUnknown(roundId);
        return (roundId, int256(uint256(round.answer)), round.asOf, round.asOf, roundId);
    }

    function _post(int256 answer, uint48 asOf, address poster) private {
        Round memory last = _rounds[_latest];
        if (answer <= 0 || answer > MOST) revert PriceOutOfRange(answer, MOST);
        if (asOf > block.timestamp) revert PriceFromFuture(asOf, block.timestamp);
        if (asOf <= last.asOf) revert PriceNotNewer(asOf, last.asOf);
        uint192 price = uint192(uint256(answer)); // fits: at most MOST
        _checkDeviation(price, last.answer);
        _rounds[++_latest] = Round(price, asOf);
        emit PricePosted(_latest, answer, asOf, poster);
    }

    /// @param last 0: the price is the first.
    function _checkDeviation(uint256 price, uint256 last) private view {
        uint256 most = mostDeviation;
        if (most == 0 || last == 0) return;
        uint256 difference = price > last ? price - last : last - price;
        uint256 deviation = (difference * BPS + last - 1) / last;
        if (deviation > most) revert PriceDeviates(deviation, most);
    }

    function _setMostDeviation(uint32 deviation) private {
        emit MostDeviationSet(mostDeviation, deviation);
        mostDeviation = deviation;
    }
}
