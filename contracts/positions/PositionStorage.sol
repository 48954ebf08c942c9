// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Restricted} from "../access/Restricted.sol";
import {IPositionProducts} from "../interfaces/IPositionProducts.sol";
import {ClosureWord} from "../types/ClosureWord.sol";
import {LotsWord} from "../types/LotsWord.sol";
import {MonthWord} from "../types/MonthWord.sol";
import {ProductWord} from "../types/ProductWord.sol";
import {RosterWord} from "../types/RosterWord.sol";
import {StandingWord} from "../types/StandingWord.sol";
import {UnderlyingWord} from "../types/UnderlyingWord.sol";

/// @notice What no movement reads of an underlying, or of one of its months. bindings: of `Bindings`.
struct UnderlyingDetails {
    bytes32 name;
    bytes32 provision;
    uint8 binding;
}

struct MonthDetails {
    bytes32 provision;
    bytes32 spotProvision;
    uint8 binding;
    uint8 spotBinding;
}

/// @notice Hashes behind what applies to one person.
struct StandingDetails {
    bytes32 longEvidence;
    bytes32 shortEvidence;
    bytes32 instrument;
}

/// @title Every mapping of a position book, in slot order, and by what each is looked up
abstract contract PositionStorage is Restricted {
    /// @notice The engine whose movements are recorded.
    address public immutable engine;
    /// @notice Number of the engine's registry that says who the investors are.
    uint32 public immutable registry;
    /// @notice The AccessManager that says who may open products, state closures and exempt.
    address public immutable authority;

    // slot 0
    mapping(address token => ProductWord) internal _products;
    // slot 1
    mapping(uint32 underlying => UnderlyingWord) internal _underlyings;
    // slot 2
    mapping(uint24 page => RosterWord) internal _rosters;
    // slot 3: by underlying and month
    mapping(uint256 place => MonthWord) internal _months;
    // slot 4: as stated last
    mapping(uint64 investor => ClosureWord) internal _closures;
    // slot 5: by page and investor
    mapping(uint256 key => LotsWord) internal _own;
    // slot 6: of who aggregates others, theirs and its own together
    mapping(uint256 key => LotsWord) internal _all;
    // slot 7: read only where a limit is passed, or somebody is under an order
    mapping(uint32 underlying => mapping(uint64 investor => StandingWord)) internal _standings;
    // slot 8: as they were under an epoch, for whom has not been counted since
    mapping(uint64 investor => mapping(uint256 epoch => ClosureWord)) internal _formerClosures;
    // slot 9, 10: of the closures, what they were computed from; tokens of a page
    mapping(uint64 investor => bytes32) internal _graphs;
    mapping(uint24 page => address[5]) internal _tokens;
    // slot 11, 12, 13
    mapping(uint32 underlying => UnderlyingDetails) internal _underlyingDetails;
    mapping(uint256 place => MonthDetails) internal _monthDetails;
    mapping(uint32 underlying => mapping(uint64 investor => StandingDetails)) internal _standingDetails;
    // slot 14
    uint32 internal _underlyingCount;
    uint24 internal _pageCount;

    constructor(address engine_, uint32 registry_, address authority_) {
        (engine, registry, authority) = (engine_, registry_, authority_);
    }

    /// @dev The authority lets the caller call this function.
    modifier restricted() {
        _checkRestricted(authority);
        _;
    }

    function _checkUnderlying(uint32 underlying) internal view {
        if (underlying == 0 || underlying > _underlyingCount) revert IPositionProducts.UnderlyingUnknown(underlying);
    }

    function _keyOf(uint24 page, uint64 investor) internal pure returns (uint256 key) {
        return (uint256(page) << 64) | investor;
    }

    function _placeOf(uint32 underlying, uint256 month) internal pure returns (uint256 place) {
        return (month << 32) | underlying;
    }
}
