// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Counts} from "./Counts.sol";
import {Lot} from "./Lot.sol";
import {PlugInAnswer, Reading} from "./Reading.sol";
import {Record} from "./Record.sol";
import {Tranches} from "./Tranches.sol";
import {Seeding} from "./Seeding.sol";
import {WalletState} from "./WalletState.sol";

/// @notice Everything that a decision reads, before the movement. A party that the kind does not have is all zero.
/// @dev Enforcement fills in only what the program and the movement need; `facts` fills in all of it. Either way the decision is the same.
/// @param time Unix seconds.
/// @param spender Of who moves another's units; all zero where nobody does.
/// @param importing How far the import has come; zero unless the token is being imported.
/// @param senderBalance Units in the wallet; senderHolding: units in all wallets of the investor.
/// @param allowance What the spender may still move of the sender's; zero where there is no spender.
/// @param senderHolds The holder bit: the investor is counted as a holder of the token.
/// @param senderCounts Holders per lane in the sender's country.
/// @param totals Holders per lane in all countries.
/// @param senderLots Oldest first; none while the token keeps no lots.
/// @param tranches On which days they were closed.
/// @param groups Holders per lane in a country set of the program, by its index; zero for a set that is no group.
/// @param senderOwners Owners per lane that were stated to stand behind the sender; zero: it was not looked through.
/// @param owners Owners per lane behind all holders who were looked through.
/// @param lookedThrough Holders per lane who were.
/// @param halted Trading of the token stands still.
/// @param weeklyVolume Average units a week that were reported, as long as that is fresh; zero: none. dailyVolume: a day.
/// @param receiverLeverage Of a receiver with the state `leveraged`, in basis points, as its token's source says; `type(uint256).max`: it cannot be told.
/// @param senderEncumbered Of a sender with that state, units that are held or that venues have recorded; `Shape.MOST_UNITS`: it cannot be told.
/// @param readings What the meters show, for each metered rule of the program. @param plugIns What other contracts answer, for each rule that asks one.
struct Facts {
    uint256 time;
    bool paused;
    Seeding importing;
    Record sender;
    Record receiver;
    Record spender;
    WalletState senderState;
    WalletState receiverState;
    uint256 senderBalance;
    uint256 receiverBalance;
    uint256 senderHolding;
    uint256 receiverHolding;
    uint256 allowance;
    uint256 supply;
    bool senderHolds;
    bool receiverHolds;
    Counts senderCounts;
    Counts receiverCounts;
    Counts totals;
    Lot[] senderLots;
    Lot[] receiverLots;
    Tranches tranches;
    Counts[] groups;
    Counts senderOwners;
    Counts owners;
    Counts lookedThrough;
    bool halted;
    uint256 weeklyVolume;
    uint256 dailyVolume;
    uint256 receiverLeverage;
    uint256 senderEncumbered;
    Reading[] readings;
    PlugInAnswer[] plugIns;
}

library FactsLibrary {
    uint256 private constant WORDS = 33;

    /// @notice Facts that say nothing, in a list of one: where one is declared, Solidity writes each zero by itself.
    function blank() internal pure returns (Facts[] memory one) {
        uint256 size = WORDS * 32;
        assembly ("memory-safe") {
            one := mload(0x40)
            let place := add(one, 0x40)
            mstore(one, 1)
            mstore(add(one, 0x20), place)
            calldatacopy(place, calldatasize(), size) // beyond its end, calldata is zero
            mstore(0x40, add(place, size))
        }
        Facts memory facts = one[0];
        // A list in memory is a place, and the place of none is not zero.
        Lot[] memory lots;
        Counts[] memory groups;
        Reading[] memory readings;
        PlugInAnswer[] memory plugIns;
        (facts.senderLots, facts.receiverLots, facts.groups) = (lots, lots, groups);
        (facts.readings, facts.plugIns) = (readings, plugIns);
    }
}
