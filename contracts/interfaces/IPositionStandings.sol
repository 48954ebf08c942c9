// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice To whom an investor's positions are attributed, all of them: the closure of control, agreement and ownership, computed off chain.
/// @param aggregators Investor numbers, ascending; none: nobody. @param asOf Date of the graph, unix seconds. @param graph Hash of what it was computed from.
struct Closure {
    uint64 investor;
    uint64[] aggregators;
    uint48 asOf;
    bytes32 graph;
}

/// @title What applies to single persons: who aggregates their positions, exemptions, orders
/// @custom:access-control Every function that writes asks the book's authority, by its own selector, but `sync`.
interface IPositionStandings {
    /// @notice epoch: its number for the investor, from 1. asOf: date of the graph, unix seconds. graph: hash of what the closure was computed from.
    event AggregatorsStated(
        uint64 indexed investor,
        uint16 indexed epoch,
        uint64[] aggregators,
        uint48 asOf,
        bytes32 graph
    );
    /// @notice contracts: 0 ends it. until: unix seconds from which it is stale. evidence: hash.
    event Exempted(
        uint32 indexed underlying,
        uint64 indexed investor,
        bool short,
        uint32 contracts,
        uint48 until,
        bytes32 evidence
    );
    /// @notice A person is to increase no further above `cap` contracts, from a time on. `PositionBounds.NO_LIMIT`: the order is lifted.
    event HaltOrdered(uint32 indexed underlying, uint64 indexed investor, uint32 cap, uint48 from, bytes32 instrument);
    /// @notice What a person has of a product was counted anew: units moved where no movement told of them, or the closure has changed.
    event PositionSynced(
        address indexed token,
        uint64 indexed investor,
        uint256 oldLots,
        uint256 newLots,
        uint16 epoch
    );
    /// @notice Above a level of accountability; nothing is refused. In millionths of a contract. month: 0 for all months.
    event AccountabilityReached(
        uint32 indexed underlying,
        uint16 month,
        uint64 indexed investor,
        bool short,
        uint256 measured,
        uint256 level
    );

    /// @notice More persons than a book attributes one's positions to: refused, so that none is left out.
    error AggregatorsAboveCapacity(uint64 investor, uint256 count, uint256 most);
    /// @notice They must ascend strictly, fit 48 bits, and not name the investor.
    error AggregatorInvalid(uint64 investor, uint256 index, uint64 aggregator);
    /// @notice A closure of a later date was stated already, or this one is of a time to come.
    error ClosureOutdated(uint64 investor, uint48 asOf, uint48 last);
    error EpochsExhausted(uint64 investor);
    error GenerationsExhausted(uint32 underlying);
    error EvidenceMissing();
    error WalletNotRecorded(uint32 registry, address wallet);
    error HoldingUnreadable(address token, address wallet);

    /// @notice States to whom positions are attributed. What the investors hold is attributed when it next moves, or by `sync`.
    /// @dev Costs the authority 5,000 gas for each underlying of the book: whoever moves next looks its closure up, and then not again before the next statement.
    function stateAggregators(Closure[] calldata closures) external;

    /// @notice Lets a person exceed the limits of an underlying by so many contracts on one side: a bona fide hedge, or what else the evidence says.
    function exempt(
        uint32 underlying,
        uint64 investor,
        bool short,
        uint32 contracts,
        uint48 until,
        bytes32 evidence
    ) external;

    /// @notice What accountability may come to: the person increases no further than `cap`. Reductions pass as ever.
    function orderHalt(uint32 underlying, uint64 investor, uint32 cap, uint48 from, bytes32 instrument) external;

    /// @notice Counts what the investors behind these wallets hold of a product, and attributes all of its page as the closure now has it. Anybody may call it.
    function sync(address token, address[] calldata wallets) external;
}
