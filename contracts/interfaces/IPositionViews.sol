// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {MonthLimits, ProductTerms, UnderlyingTerms} from "./IPositionProducts.sol";
import {PositionMove} from "./IPositions.sol";

/// @notice One bucket of one person. Millionths of a contract; `type(uint256).max`: no limit.
/// @param ownLong What the person holds; attributedLong: what is attributed to it. Both gross.
/// @param long What is measured: net, or the side alone where long and short do not net. @param longLimit With exemption and order.
struct BucketPosition {
    uint256 ownLong;
    uint256 ownShort;
    uint256 attributedLong;
    uint256 attributedShort;
    uint256 long;
    uint256 short;
    uint256 longLimit;
    uint256 shortLimit;
}

/// @notice A person's position in an underlying and one of its months. In the spot month by settlement where the limits are apart; else both are the same.
/// @param asOf Of the closure that is stated, unix seconds. @param epoch Its number. Attributions of persons that were not synced since are older.
struct Position {
    BucketPosition allMonths;
    BucketPosition singleMonth;
    BucketPosition physical;
    BucketPosition cash;
    uint48 asOf;
    uint16 epoch;
}

/// @notice What applies to a person in an underlying. Contracts, unix seconds. evidence: hashes.
struct Standing {
    uint32 exemptLong;
    uint48 longUntil;
    bytes32 longEvidence;
    uint32 exemptShort;
    uint48 shortUntil;
    bytes32 shortEvidence;
    uint32 cap;
    uint48 capFrom;
    bytes32 instrument;
}

/// @notice One reason against a movement. Amounts in millionths of a contract.
/// @param bucket One of `PositionBuckets`. @param month 0 in all months. @param own What the person would hold on the side, gross, after the movement;
/// attributed: what would be attributed to it. @param measured As the limit measures it: net, or the side alone. @param limit In force at that second, with
/// `exempted`, the exemption that was used. @param ordered An order to halt is what binds. @param binding One of `Bindings`; policy for orders.
struct PositionFinding {
    uint64 subject;
    uint32 underlying;
    uint16 month;
    uint8 bucket;
    bool short;
    bool ordered;
    uint8 binding;
    uint256 own;
    uint256 attributed;
    uint256 measured;
    uint256 limit;
    uint256 exempted;
    bytes32 provision;
}

/// @title What a position book tells whoever asks
interface IPositionViews {
    /// @notice Everything that stands against a movement, in the order in which `weigh` finds it. An unknown product: none, and `weigh` refuses.
    function explainMove(PositionMove calldata movement) external view returns (PositionFinding[] memory findings);

    /// @param month 0: of no month; then only `allMonths` is filled in. @param time Unix seconds; 0: now. Of positions always as they are now.
    function positionOf(
        uint32 underlying,
        uint16 month,
        uint64 investor,
        uint256 time
    ) external view returns (Position memory);

    /// @notice Lots of a product that are counted of an investor, under which epoch, and how many are attributed to it.
    function lotsOf(
        address token,
        uint64 investor
    ) external view returns (uint256 own, uint256 attributed, uint16 epoch);

    function underlyingCount() external view returns (uint32 count);

    /// @notice pages: numbers of those in use; 0: none.
    function underlyingOf(
        uint32 underlying
    ) external view returns (bytes32 name, UnderlyingTerms memory terms, uint24[4] memory pages);

    function monthLimitsOf(uint32 underlying, uint16 month) external view returns (MonthLimits memory limits);

    /// @notice Zero terms: the book does not know the token.
    function productOf(
        address token
    ) external view returns (ProductTerms memory terms, bool closed, uint24 page, uint8 slot);

    /// @notice Tokens of a page, by slot.
    function productsOf(uint24 page) external view returns (address[] memory tokens);

    /// @notice aggregates: whether positions of others were ever attributed to the investor.
    function closureOf(
        uint64 investor
    ) external view returns (uint64[] memory aggregators, uint16 epoch, uint48 asOf, bytes32 graph, bool aggregates);

    function standingOf(uint32 underlying, uint64 investor) external view returns (Standing memory);
}
