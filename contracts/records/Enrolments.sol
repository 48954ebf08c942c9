// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Registry} from "../WeighbridgeStorage.sol";
import {IEnrolmentRoots} from "../interfaces/IEnrolmentRoots.sol";
import {IRegistries} from "../interfaces/IRegistries.sol";
import {RecordField, States} from "../types/Kinds.sol";
import {InvestorFacts, Record, RecordLibrary} from "../types/Record.sol";
import {WalletList, WalletListLibrary} from "../types/WalletList.sol";

/// @title How an investor is written
/// @notice The one way into the records, whoever has asked for it: a registrar, a claim from a root.
/// @dev Works on the mappings of one registry, so that a batch finds them once. Who may is the caller's question.
library Enrolments {
    /// @dev Investor numbers stay below 2**32, so that no count of holders overflows its lane.
    uint256 private constant MOST_INVESTORS = type(uint32).max;

    /// @notice Whom to ask before the registry is written to.
    function authorityOf(Registry storage info, uint32 registry) internal view returns (address authority) {
        authority = info.authority;
        if (authority == address(0)) revert IRegistries.RegistryUnknown(registry);
    }

    /// @notice Gives out the next `count` numbers of the registry.
    /// @return first The lowest of them.
    function takeNumbers(Registry storage info, uint32 registry, uint256 count) internal returns (uint64 first) {
        uint64 given = info.investors;
        if (given + count > MOST_INVESTORS) revert IRegistries.RegistryFull(registry, MOST_INVESTORS);
        info.investors = given + uint64(count); // fits: below 2**32
        return given + 1;
    }

    /// @notice Writes an investor, under a number that nobody has.
    function write(
        mapping(address wallet => Record) storage records,
        mapping(uint64 investor => WalletList) storage lists,
        uint32 registry,
        uint64 investor,
        IRegistries.Enrolment calldata enrolment
    ) internal {
        InvestorFacts calldata facts = enrolment.facts;
        address[] calldata wallets = enrolment.wallets;
        uint256 count = wallets.length;
        if (count == 0 || count > WalletListLibrary.MOST) {
            revert IRegistries.WalletsOutOfRange(count, WalletListLibrary.MOST);
        }
        (uint256 packed, bool fits) = RecordLibrary.packCalldata(facts);
        if (!fits) _rejectFacts(facts);
        _emitEnrolled(registry, investor, facts);
        Record made = RecordLibrary.make(investor, count, packed);
        for (uint256 i = 0; i < count; ++i) {
            address wallet = wallets[i];
            checkFree(registry, wallet, records[wallet]);
            records[wallet] = made;
            if (count > 1) lists[investor].setWallet(i, wallet);
            emit IRegistries.WalletBound(registry, investor, wallet);
        }
    }

    /// @notice Replaces the facts of the investor who has `wallet`, in all of its wallets.
    function setFacts(
        mapping(address wallet => Record) storage records,
        mapping(uint64 investor => WalletList) storage lists,
        uint32 registry,
        address wallet,
        InvestorFacts memory facts
    ) internal {
        Record old = records[wallet];
        uint64 investor = old.investor();
        uint256 count = old.wallets();
        if (count == 1) {
            records[wallet] = old.withFacts(facts);
        } else {
            WalletList storage list = lists[investor];
            for (uint256 i = 0; i < count; ++i) {
                address each = list.walletAt(i);
                records[each] = records[each].withFacts(facts);
            }
        }
        emit IRegistries.InvestorUpdated(registry, investor, old.allFacts(), facts);
    }

    /// @dev Emits `InvestorEnrolled`. The facts are a struct of static fields that fit their types: what the ABI would encode is what lies there.
    function _emitEnrolled(uint32 registry, uint64 investor, InvestorFacts calldata facts) private {
        bytes32 topic = IRegistries.InvestorEnrolled.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, facts, 0xe0)
            log3(data, 0xe0, topic, registry, investor)
        }
    }

    /// @dev Reverts: either a fact is outside its field, or the calldata does not fit the ABI, which has no error.
    function _rejectFacts(InvestorFacts calldata facts) private pure {
        checkFacts(facts);
        if (facts.states & States.LEVERAGED != 0) revert IRegistries.LeveragedReserved(facts.states);
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }

    /// @notice A fact must fit its place in the record.
    function checkFacts(InvestorFacts calldata facts) internal pure {
        if (facts.country > RecordField.COUNTRY_MASK) {
            revert IRegistries.FactOutOfRange(0, facts.country, RecordField.COUNTRY_MASK);
        }
        if (facts.region > RecordField.REGION_MASK) {
            revert IRegistries.FactOutOfRange(1, facts.region, RecordField.REGION_MASK);
        }
        if (facts.lane > RecordField.LANE_MASK) {
            revert IRegistries.FactOutOfRange(2, facts.lane, RecordField.LANE_MASK);
        }
    }

    /// @notice Facts that fit, with the state `leveraged` as it is: a registrar's own books do not know it.
    function checkedFacts(Record old, InvestorFacts calldata facts) internal pure returns (InvestorFacts memory kept) {
        checkFacts(facts);
        kept = facts;
        if (old.isLeveraged()) kept.states |= uint8(States.LEVERAGED);
        else if (facts.states & States.LEVERAGED != 0) revert IRegistries.LeveragedReserved(facts.states);
    }

    /// @notice A registrar may bind what nobody has now, also what somebody had.
    function checkFree(uint32 registry, address wallet, Record found) internal pure {
        if (found.isKnown() || wallet == address(0)) {
            revert IRegistries.WalletNotFree(registry, wallet, found.investor());
        }
    }

    /// @notice Without a registrar, only what nobody ever had: `unbind` leaves a mark in the record.
    function checkUnwritten(
        mapping(address wallet => Record) storage records,
        uint32 registry,
        address[] calldata wallets
    ) internal view {
        for (uint256 i = 0; i < wallets.length; ++i) {
            Record found = records[wallets[i]];
            if (!found.isUnwritten()) {
                revert IEnrolmentRoots.WalletWritten(registry, wallets[i], found.investor());
            }
        }
    }
}
