// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AttestationState, Attester} from "./types/Attester.sol";
import {Counts} from "./types/Counts.sol";
import {EnrolmentRoot} from "./types/EnrolmentRoot.sol";
import {GroupMark, GroupSums} from "./types/GroupMark.sol";
import {Halt} from "./types/Halt.sol";
import {Lot} from "./types/Lot.sol";
import {Meter, PersonalLimit, Volumes} from "./types/Meter.sol";
import {Metering} from "./types/Metering.sol";
import {Record} from "./types/Record.sol";
import {RegistrarBits} from "./types/RegistrarBits.sol";
import {Seeding} from "./types/Seeding.sol";
import {TokenConfig, TokenTerms} from "./types/TokenConfig.sol";
import {Tranches} from "./types/Tranches.sol";
import {WalletList} from "./types/WalletList.sol";
import {WalletState} from "./types/WalletState.sol";

/// @notice A registry: who may write to it, what its bits mean, and how many investors it has numbered.
struct Registry {
    address authority;
    uint64 investors;
    bytes32 scheme;
}

/// @title Every mapping of the engine, in slot order, and nothing else
/// @dev Shared by all halves: `WeighbridgeAdmin` and `WeighbridgeEnrolment` run on the storage of `Weighbridge`. A layout test pins the slots.
abstract contract WeighbridgeStorage {
    // slot 0
    mapping(address token => TokenConfig) internal _tokens;
    // slot 1
    mapping(uint32 registry => mapping(address wallet => Record)) internal _records;
    // slot 2: the wallets of investors who have several
    mapping(uint32 registry => mapping(uint64 investor => WalletList)) internal _wallets;
    // slot 3: two bits an investor: bit 2i holder, bit 2i + 1 its lots are kept, i = investor mod 128
    mapping(address token => mapping(uint256 investorsDiv128 => uint256 bits)) internal _holders;
    // slot 4: read only while the token's WALLET_STATES flag is set
    mapping(address token => mapping(address wallet => WalletState)) internal _walletStates;
    // slot 5
    mapping(address token => mapping(uint256 country => Counts)) internal _counts;
    // slot 6
    mapping(address token => Counts) internal _totals;
    // slot 7: what no steady movement reads
    mapping(address token => TokenTerms) internal _terms;
    // slot 8
    mapping(uint32 registry => Registry) internal _registries;
    // slot 9
    mapping(bytes32 programId => address program) internal _programs;
    // slot 10
    uint32 internal _registryCount;
    // slot 11: registers published as one hash
    mapping(uint32 registry => mapping(bytes32 root => EnrolmentRoot)) internal _roots;
    // slot 12: one bit a number: claimed from a root
    mapping(uint32 registry => mapping(uint256 numbersDiv256 => uint256 bits)) internal _claimed;
    // slot 13
    mapping(uint32 registry => mapping(address attester => Attester)) internal _attesters;
    // slot 14: what was attested of an investor
    mapping(uint32 registry => mapping(uint64 investor => AttestationState)) internal _attested;
    // slot 15: of a number that was merged into another one: which
    mapping(uint32 registry => mapping(uint64 gone => uint64 kept)) internal _aliases;
    // slot 16: which bits an account may write
    mapping(uint32 registry => mapping(address account => RegistrarBits)) internal _registrarBits;
    // slot 17: of a token that had holders when it was admitted
    mapping(address token => Seeding) internal _seeded;
    // slot 18: whose units are among the seeded ones
    mapping(address token => mapping(address wallet => bool)) internal _seededWallets;
    // slot 19: read only while the token's METERED flag is set; the first empty slot ends an investor's lots
    mapping(address token => mapping(uint64 investor => Lot[8])) internal _lots;
    // slot 20
    mapping(address token => Metering) internal _metering;
    // slot 21
    mapping(address token => Tranches) internal _tranches;
    // slot 22: holders in a country set; right while the program in force names it
    mapping(address token => mapping(bytes32 setHash => Counts)) internal _groups;
    // slot 23: owners behind intermediaries; this and the next two are read only while the token's LOOKED_THROUGH flag is set
    mapping(address token => Counts) internal _owners;
    // slot 24: the holders behind whom they stand
    mapping(address token => Counts) internal _lookedThrough;
    // slot 25
    mapping(address token => mapping(uint64 investor => Counts)) internal _ownersBehind;
    // slot 26: by what each counts; running while a program in force or to come reads it
    mapping(address token => mapping(bytes32 meter => Meter)) internal _meters;
    // slot 27: eight flows in four slots; of a meter's key and epoch, and of an investor or, for purchasers, of 0
    mapping(address token => mapping(bytes32 ledger => mapping(uint64 subject => uint256[4]))) internal _flows;
    // slot 28
    mapping(address token => Volumes) internal _volumes;
    // slot 29
    mapping(address token => mapping(uint64 investor => PersonalLimit)) internal _personalLimits;
    // slot 30: of a group, by the same keys
    mapping(address token => mapping(bytes32 ledger => GroupSums)) internal _groupSums;
    // slot 31
    mapping(address token => mapping(bytes32 ledger => mapping(uint64 investor => GroupMark))) internal _groupMarks;
    // slot 32: basis points, as stated
    mapping(address token => mapping(bytes32 meter => mapping(uint64 investor => uint16))) internal _groupWeights;
    // slot 33: read by no movement, which reads the flag HALTED
    mapping(address token => Halt) internal _haltSources;
    // slot 34: asked only of parties with the state `leveraged`, by programs with a rule on leverage
    mapping(address token => address source) internal _leverageSources;
    // slot 35: the day from which on purchasers were kept when the window of their meter grew: growth 0 is the first
    mapping(address token => mapping(bytes32 ledger => mapping(uint256 growth => uint256 day))) internal _cuts;

    /// @dev While a position book is told of a movement. Transient; the first variable of all halves that is.
    uint256 internal transient _tellingBook;
}
