// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Restricted} from "../access/Restricted.sol";
import {PricedProduct} from "../interfaces/IPricedProducts.sol";
import {Venue, VenueDetails} from "../interfaces/ILeverageVenues.sol";
import {AccountWord} from "../types/AccountWord.sol";
import {AggregateWord} from "../types/AggregateWord.sol";
import {LegWord} from "../types/LegWord.sol";
import {MarginRowWord, MarginTimesWord} from "../types/MarginRowWord.sol";

/// @notice The row of one table, class and tier, and the one that waits for it.
/// @dev A report reads `row` alone, unless the next one is in force already: `nextFrom` is in that word.
struct RowPlace {
    MarginRowWord row;
    MarginTimesWord times;
    bytes32 provision;
    MarginRowWord nextRow;
    MarginTimesWord nextTimes;
    bytes32 nextProvision;
}

/// @notice What every report reads of the registry. One slot.
/// @param tiers Statuses that make tier 1, 2 and 3, 32 bits each, tier 1 lowest; 0: nobody is of it.
/// @param policies Bits of `LeveragePolicies` that are on. @param nextPolicies From `policyFrom` on, unix seconds; 0: nothing waits.
/// @param notice Seconds.
struct Settings {
    uint96 tiers;
    uint8 policies;
    uint8 nextPolicies;
    uint48 policyFrom;
    uint32 notice;
}

/// @notice A margin call that is open. Unix seconds.
struct MarginCall {
    uint48 since;
    uint48 until;
}

/// @notice Venue, engine's registry and investor in one number.
type AccountKey is uint128;

/// @title Every mapping of a leverage registry, in slot order, and nothing else
abstract contract LeverageStorage is Restricted {
    /// @notice The engine whose registries say who the investors are.
    address public immutable engine;
    /// @notice The AccessManager that says who may admit venues, schedule rows and map products.
    address public immutable authority;

    // slot 0
    Settings internal _settings;
    // slot 1, 2: provisions behind the policies, in force and to come
    bytes32 internal _policyProvision;
    bytes32 internal _nextPolicyProvision;
    // slot 3
    uint32 internal _venueCount;
    // slot 4
    mapping(uint32 venue => Venue) internal _venues;
    // slot 5
    mapping(uint32 venue => VenueDetails) internal _venueDetails;
    // slot 6: by table, class and tier
    mapping(uint256 place => RowPlace) internal _rows;
    // slot 7
    mapping(AccountKey key => AccountWord) internal _accounts;
    // slot 8
    mapping(AccountKey key => LegWord[8]) internal _legs;
    // slot 9
    mapping(AccountKey key => MarginCall) internal _calls;
    // slot 10
    mapping(uint32 registry => mapping(uint64 investor => AggregateWord)) internal _aggregates;
    // slot 11: at how many venues accounts are open
    mapping(uint32 registry => mapping(uint64 investor => uint256 venues)) internal _openAccounts;
    // slot 12: units that one venue keeps, and all of them
    mapping(AccountKey key => mapping(address token => uint256 units)) internal _encumbered;
    // slot 13
    mapping(uint32 registry => mapping(uint64 investor => mapping(address token => uint256 units)))
        internal _encumberedUnits;
    // slot 14: how many tokens one venue keeps units of
    mapping(AccountKey key => uint256 tokens) internal _encumberedTokens;
    // slot 15: who controls an investor; 0: nobody who is known
    mapping(uint32 registry => mapping(uint64 investor => uint64 head)) internal _heads;
    // slot 16: how many investors one controls
    mapping(uint32 registry => mapping(uint64 head => uint256 investors)) internal _controlled;
    // slot 17
    mapping(address token => PricedProduct) internal _products;

    constructor(address engine_, address authority_) {
        (engine, authority) = (engine_, authority_);
    }

    /// @dev The authority lets the caller call this function.
    modifier restricted() {
        _checkRestricted(authority);
        _;
    }

    function _keyOf(uint32 venue, uint32 registry, uint64 investor) internal pure returns (AccountKey) {
        return AccountKey.wrap((uint128(venue) << 96) | (uint128(registry) << 64) | investor);
    }
}
