// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {RecordField, States} from "./Kinds.sol";

/// @notice One wallet's record in one registry: who its investor is, and that investor's facts, repeated in each of its wallets.
/// @dev One word, low bits first. No investor: the registry does not know the wallet. All zero: it never did.
///
/// | bits    | field       | meaning                                                                       |
/// | ------- | ----------- | ----------------------------------------------------------------------------- |
/// | 0-63    | investor    | number in the registry, from 1; below 2**32                                   |
/// | 64-73   | country     | residence, ISO 3166 numeric                                                   |
/// | 74-83   | region      | number in the registry's scheme; 0: none                                      |
/// | 84-86   | lane        | how the investor is counted                                                   |
/// | 87-90   | wallets     | how many wallets the investor has, 1 to 8                                     |
/// | 91-98   | tokensHeld  | tokens of which this wallet has a balance                                     |
/// | 99-130  | statuses    | evidence bits 0 to 23, role bits 24 to 31                                     |
/// | 131-138 | states      | bits of `States`                                                              |
/// | 139-170 | kycUntil    | identity evidence is fresh while now < kycUntil; unix seconds                 |
/// | 171-202 | statusUntil | evidence of the statuses is fresh while now < statusUntil; unix seconds       |
/// | 203     | unbound     | 1: the wallet had a record, and has none now; everything else is zero         |
/// | 204-255 | reserved    | zero                                                                          |
type Record is uint256;

/// @notice The facts that an investor's records share.
/// @param country ISO 3166 numeric, residence.
/// @param region Number in the registry's scheme; 0: none.
/// @param lane 0 to 7.
/// @param statuses Evidence bits 0 to 23 and role bits 24 to 31.
/// @param states Bits of `States`.
/// @param kycUntil Identity evidence is fresh while now < kycUntil; unix seconds.
/// @param statusUntil Evidence of the statuses is fresh while now < statusUntil; unix seconds.
struct InvestorFacts {
    uint16 country;
    uint16 region;
    uint8 lane;
    uint32 statuses;
    uint8 states;
    uint32 kycUntil;
    uint32 statusUntil;
}

using RecordLibrary for Record global;

library RecordLibrary {
    /// @dev `facts` as `packFacts` packs them.
    function make(uint64 number, uint256 walletCount, uint256 facts) internal pure returns (Record) {
        return
            Record.wrap(
                (uint256(number) << RecordField.INVESTOR_OFFSET) | (walletCount << RecordField.WALLETS_OFFSET) | facts
            );
    }

    /// @dev `packFacts` of facts in calldata, read as words: the check of each against its type, which this leaves out, would cost as much again.
    /// @return packed Facts in their places, if they fit.
    /// @return fits Whether each is within its field, and nobody comes as leveraged.
    function packCalldata(InvestorFacts calldata facts) internal pure returns (uint256 packed, bool fits) {
        uint256[7] calldata words;
        assembly ("memory-safe") {
            words := facts
        }
        (uint256 statuses_, uint256 states_) = (words[3], words[4]);
        (uint256 kycUntil_, uint256 statusUntil_) = (words[5], words[6]);
        packed =
            (words[0] << RecordField.COUNTRY_OFFSET) |
            (words[1] << RecordField.REGION_OFFSET) |
            (words[2] << RecordField.LANE_OFFSET) |
            (statuses_ << RecordField.STATUSES_OFFSET) |
            (states_ << RecordField.STATES_OFFSET) |
            (kycUntil_ << RecordField.KYC_UNTIL_OFFSET) |
            (statusUntil_ << RecordField.STATUS_UNTIL_OFFSET);
        fits =
            words[0] <= RecordField.COUNTRY_MASK &&
            words[1] <= RecordField.REGION_MASK &&
            words[2] <= RecordField.LANE_MASK &&
            (statuses_ | kycUntil_ | statusUntil_) <= type(uint32).max &&
            states_ & ~(RecordField.STATES_MASK ^ States.LEVERAGED) == 0;
    }

    /// @dev Facts in their places. The caller has checked that they fit: some fields are narrower than their types.
    function packFacts(InvestorFacts memory facts) internal pure returns (uint256) {
        return
            (uint256(facts.country) << RecordField.COUNTRY_OFFSET) |
            (uint256(facts.region) << RecordField.REGION_OFFSET) |
            (uint256(facts.lane) << RecordField.LANE_OFFSET) |
            (uint256(facts.statuses) << RecordField.STATUSES_OFFSET) |
            (uint256(facts.states) << RecordField.STATES_OFFSET) |
            (uint256(facts.kycUntil) << RecordField.KYC_UNTIL_OFFSET) |
            (uint256(facts.statusUntil) << RecordField.STATUS_UNTIL_OFFSET);
    }

    function isKnown(Record record) internal pure returns (bool) {
        return record.investor() != 0;
    }

    /// @notice What is left of a wallet's record when the wallet is unbound: that there was one.
    function unbound() internal pure returns (Record) {
        return Record.wrap(1 << RecordField.UNBOUND_OFFSET);
    }

    /// @notice Who lacks nothing: stands for the spender where everybody moves its own units, so that no rule on spenders refuses.
    function everything() internal pure returns (Record) {
        return
            Record.wrap(
                (RecordField.INVESTOR_MASK << RecordField.INVESTOR_OFFSET) |
                    (RecordField.STATUSES_MASK << RecordField.STATUSES_OFFSET)
            );
    }

    /// @notice Whether the wallet never had a record.
    function isUnwritten(Record record) internal pure returns (bool) {
        return Record.unwrap(record) == 0;
    }

    function investor(Record record) internal pure returns (uint64) {
        return uint64(Record.unwrap(record));
    }

    function country(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.COUNTRY_OFFSET) & RecordField.COUNTRY_MASK;
    }

    function region(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.REGION_OFFSET) & RecordField.REGION_MASK;
    }

    function lane(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.LANE_OFFSET) & RecordField.LANE_MASK;
    }

    function wallets(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.WALLETS_OFFSET) & RecordField.WALLETS_MASK;
    }

    function tokensHeld(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.TOKENS_HELD_OFFSET) & RecordField.TOKENS_HELD_MASK;
    }

    function statuses(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.STATUSES_OFFSET) & RecordField.STATUSES_MASK;
    }

    function states(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.STATES_OFFSET) & RecordField.STATES_MASK;
    }

    function kycUntil(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.KYC_UNTIL_OFFSET) & RecordField.KYC_UNTIL_MASK;
    }

    function statusUntil(Record record) internal pure returns (uint256) {
        return (Record.unwrap(record) >> RecordField.STATUS_UNTIL_OFFSET) & RecordField.STATUS_UNTIL_MASK;
    }

    function isBlocked(Record record) internal pure returns (bool) {
        return record.states() & States.BLOCKED != 0;
    }

    function isLeveraged(Record record) internal pure returns (bool) {
        return record.states() & States.LEVERAGED != 0;
    }

    function isSuspense(Record record) internal pure returns (bool) {
        return record.states() & States.SUSPENSE != 0;
    }

    /// @dev The caller has checked that the count is below 255.
    function heldOneMore(Record record) internal pure returns (Record) {
        unchecked {
            return Record.wrap(Record.unwrap(record) + (1 << RecordField.TOKENS_HELD_OFFSET)); // fits: tokensHeld < 255
        }
    }

    /// @dev Stays at zero: a token that moves units it never reported takes nothing from its neighbours in the word.
    function heldOneLess(Record record) internal pure returns (Record) {
        if (record.tokensHeld() == 0) return record;
        unchecked {
            return Record.wrap(Record.unwrap(record) - (1 << RecordField.TOKENS_HELD_OFFSET));
        }
    }

    /// @dev At most 255, as everywhere: an honest token never brings more into one wallet.
    function withTokensHeld(Record record, uint256 count) internal pure returns (Record) {
        uint256 mask = RecordField.TOKENS_HELD_MASK << RecordField.TOKENS_HELD_OFFSET;
        uint256 capped = count < RecordField.TOKENS_HELD_MASK ? count : RecordField.TOKENS_HELD_MASK;
        return Record.wrap((Record.unwrap(record) & ~mask) | (capped << RecordField.TOKENS_HELD_OFFSET));
    }

    function withWallets(Record record, uint256 count) internal pure returns (Record) {
        uint256 mask = RecordField.WALLETS_MASK << RecordField.WALLETS_OFFSET;
        return Record.wrap((Record.unwrap(record) & ~mask) | (count << RecordField.WALLETS_OFFSET)); // fits: count <= 8
    }

    /// @dev The same investor and wallet with other facts.
    function withFacts(Record record, InvestorFacts memory facts) internal pure returns (Record) {
        return Record.wrap((Record.unwrap(record) & OWN_FIELDS) | packFacts(facts));
    }

    function allFacts(Record record) internal pure returns (InvestorFacts memory) {
        return
            InvestorFacts({
                country: uint16(record.country()),
                region: uint16(record.region()),
                lane: uint8(record.lane()),
                statuses: uint32(record.statuses()),
                states: uint8(record.states()),
                kycUntil: uint32(record.kycUntil()),
                statusUntil: uint32(record.statusUntil())
            }); // fits: each field is at most as wide as its type
    }

    /// @dev The same facts, for a further wallet, which holds nothing yet.
    function forNewWallet(Record record) internal pure returns (Record) {
        return Record.wrap(Record.unwrap(record) & ~(RecordField.TOKENS_HELD_MASK << RecordField.TOKENS_HELD_OFFSET));
    }
}

/// @dev What belongs to the wallet, not to the facts: investor, wallets, tokensHeld.
uint256 constant OWN_FIELDS =
    (RecordField.INVESTOR_MASK << RecordField.INVESTOR_OFFSET) |
        (RecordField.WALLETS_MASK << RecordField.WALLETS_OFFSET) |
        (RecordField.TOKENS_HELD_MASK << RecordField.TOKENS_HELD_OFFSET);
