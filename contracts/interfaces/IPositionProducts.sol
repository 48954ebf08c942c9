// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What applies to an underlying in all months. Contracts; `PositionBounds.NO_LIMIT`: none.
/// @param allMonths Limit of the position in all months together. @param accountability Level above which a person is told of, in all months;
/// monthAccountability: in a single one. Levels refuse nothing.
/// @param sameSide Long and short do not net. @param countsSpot Units of the underlying itself count: a policy.
/// @param binding One of `Bindings`. @param provision Hash of the provision, or of the policy's document, behind the limit and the levels.
struct UnderlyingTerms {
    uint32 allMonths;
    uint32 accountability;
    uint32 monthAccountability;
    bool sameSide;
    bool countsSpot;
    uint8 binding;
    bytes32 provision;
}

/// @notice From a time on, unix seconds, at most so many contracts in the spot month.
struct SpotStep {
    uint40 from;
    uint32 limit;
}

/// @notice Limits of one month. Contracts; `PositionBounds.NO_LIMIT`: none.
/// @param single For the month at any time. @param steps At most three, ascending by time; the last that has begun is in force, beside `single`.
/// @param apart In the spot month physical and cash settlement are measured apart.
/// @param provision Behind `single`; spotProvision: behind the steps. Hashes. @param binding One of `Bindings`; spotBinding: of the steps.
struct MonthLimits {
    uint32 single;
    SpotStep[] steps;
    bool apart;
    uint8 binding;
    uint8 spotBinding;
    bytes32 provision;
    bytes32 spotProvision;
}

/// @notice How a token counts.
/// @param underlying Its number. @param month Months since January 1970; 0: of no month, it counts in all months only.
/// @param short A unit is a short position. @param cash It settles in cash. @param spot It is the underlying itself, counted only if a policy says so.
/// @param lot Token units that count as one lot; a part of one counts as a whole. @param ratio Millionths of a contract for one lot, rounded up.
struct ProductTerms {
    uint32 underlying;
    uint16 month;
    bool short;
    bool cash;
    bool spot;
    uint112 lot;
    uint32 ratio;
}

/// @title Underlyings, their limits, and the products that count
/// @custom:access-control Every function that writes asks the book's authority, by its own selector.
interface IPositionProducts {
    event UnderlyingOpened(uint32 indexed underlying, bytes32 indexed name, UnderlyingTerms terms);
    event UnderlyingSet(uint32 indexed underlying, UnderlyingTerms terms);
    event MonthLimitsSet(uint32 indexed underlying, uint16 indexed month, MonthLimits limits);
    event ProductOpened(address indexed token, uint32 indexed underlying, uint24 page, uint8 slot, ProductTerms terms);
    /// @notice Every position in the product is another one from now on. Nobody is refused anything for it but further increases.
    event RatioSet(address indexed token, uint32 oldRatio, uint32 newRatio);
    /// @notice The product counts no more, whoever holds it. evidence: hash of what says so.
    event ProductClosed(address indexed token, bytes32 evidence);
    event PageRetired(uint32 indexed underlying, uint24 page);

    error UnderlyingUnknown(uint32 underlying);
    error UnderlyingsAboveMost(uint256 most);
    error ProductUnknown(address token);
    error ProductAlreadyOpen(address token);
    /// @notice The engine does not know the token, or records its investors in another registry. 0: not at all.
    error ProductElsewhere(address token, uint32 registry);
    /// @notice field: the number of the member of the terms, from 0.
    error PositionTermInvalid(uint256 field, uint256 value);
    /// @notice All pages of the underlying are in use: retire one whose products are closed.
    error PagesInUse(uint32 underlying, uint256 pages);
    /// @notice A product of the page still counts, or the underlying has no such page.
    error PageInUse(uint32 underlying, uint24 page);

    /// @param name Of the underlying, as a hash or a short text; for whoever reads.
    /// @return underlying Its number, from 1.
    function openUnderlying(bytes32 name, UnderlyingTerms calldata terms) external returns (uint32 underlying);

    function setUnderlying(uint32 underlying, UnderlyingTerms calldata terms) external;

    /// @notice Replaces the limits of a month.
    function setMonthLimits(uint32 underlying, uint16 month, MonthLimits calldata limits) external;

    /// @notice From now on the token counts: what is held already, once it moves or `sync` is called.
    function openProduct(address token, ProductTerms calldata terms) external;

    /// @notice Sets what one lot counts. At once, for everybody: a delta that changed, a split.
    function setRatio(address token, uint32 ratio) external;

    function closeProduct(address token, bytes32 evidence) external;

    /// @notice Makes room for another page.
    function retirePage(uint32 underlying, uint24 page) external;
}
