// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Halves} from "../../contracts/access/Halves.sol";
import {IEngine} from "../../contracts/interfaces/IEngine.sol";
import {IFacts} from "../../contracts/interfaces/IFacts.sol";
import {IHeadroom} from "../../contracts/interfaces/IHeadroom.sol";
import {PositionAnswer} from "../../contracts/interfaces/IPositions.sol";
import {IPrograms} from "../../contracts/interfaces/IPrograms.sol";
import {IRehearsals} from "../../contracts/interfaces/IRehearsals.sol";
import {ProgramCode} from "../../contracts/records/ProgramCode.sol";
import {Counts} from "../../contracts/types/Counts.sol";
import {Facts} from "../../contracts/types/Facts.sol";
import {Finding} from "../../contracts/types/Finding.sol";
import {HolderBits} from "../../contracts/types/HolderBits.sol";
import {Lot} from "../../contracts/types/Lot.sol";
import {Headroom} from "../../contracts/types/Headroom.sol";
import {TokenFlags} from "../../contracts/types/Kinds.sol";
import {PersonalLimit, Volumes} from "../../contracts/types/Meter.sol";
import {Movement} from "../../contracts/types/Movement.sol";
import {Program, ProgramLibrary} from "../../contracts/types/Program.sol";
import {Record} from "../../contracts/types/Record.sol";
import {Seeding} from "../../contracts/types/Seeding.sol";
import {TokenConfig} from "../../contracts/types/TokenConfig.sol";
import {Tranches} from "../../contracts/types/Tranches.sol";
import {WalletList} from "../../contracts/types/WalletList.sol";
import {WalletState} from "../../contracts/types/WalletState.sol";
import {DifferentialMeters, KeptMeter} from "./DifferentialMeters.sol";
import {DifferentialPlugIn, PlugInBehaviour} from "./DifferentialPlugIn.sol";
import {DifferentialPositions, PositionBehaviour} from "./DifferentialPositions.sol";

/// @notice Runs the deployed engine, byte for byte as it is released, on states that are written straight into storage: whatever the harness does not
/// answer itself, the engine's code answers on the harness's own storage. It is the token as well. One call runs many cases, each in a call to itself
/// that always reverts with what came out, so that nothing leaks from one case into the next.
contract DifferentialHarness is DifferentialMeters {
    /// @notice One case, all words; after them come what each meter keeps, the bytes of the program, those of the coming one, then bytes that may be
    /// none. Balances are of the
    /// two wallets; elsewhere: of the last further wallet of each investor; tokens: held by each, as its list of wallets says; importing: how
    /// far an import has come, whether or not the flag is set; startDay: since when lots are kept; kept: bit 0, those of the sender are written,
    /// bit 1, those of the receiver; groups: of the program's country sets;
    /// volumesUntil: of weekly and daily; personal: of the receiver; plugIns: how the two contracts answer that rules may ask; source: how the source of leverage does, `NO_SOURCE`: there is none; book: how the position book does;
    /// nextFrom: when the coming program takes effect; programBytes, nextBytes: how many there are; asks: bit 0, for headroom, too, bit 1, whether the
    /// bytes that come last are a program, bit 2, that the program be scheduled anew in the end.
    struct Case {
        uint256 kind;
        uint256 spender;
        uint256 from;
        uint256 to;
        uint256 amount;
        uint256 flags;
        uint256 sender;
        uint256 receiver;
        uint256 senderState;
        uint256 receiverState;
        uint256 senderBalance;
        uint256 receiverBalance;
        uint256 senderElsewhere;
        uint256 receiverElsewhere;
        uint256 allowance;
        uint256 supply;
        uint256 senderHolds;
        uint256 receiverHolds;
        uint256 senderCounts;
        uint256 receiverCounts;
        uint256 totals;
        uint256 tokens;
        uint256 importing;
        uint256 spenderRecord;
        uint256 startDay;
        uint256 kept;
        uint256[8] senderLots;
        uint256[8] receiverLots;
        uint256 tranches;
        uint256[5] groups;
        uint256 senderOwners;
        uint256 owners;
        uint256 lookedThrough;
        uint256 weekly;
        uint256 daily;
        uint256 volumesUntil;
        uint256 personal;
        uint256 personalUntil;
        PlugInBehaviour[2] plugIns;
        PlugInBehaviour source;
        PositionBehaviour book;
        uint256 nextFrom;
        uint256 meters;
        uint256 programBytes;
        uint256 nextBytes;
        uint256 asks;
    }

    error NeverReturns();

    uint32 private constant REGISTRY = 1;
    uint256 private constant CASE_BYTES = 78 * 32;
    uint256 private constant NO_SOURCE = 5;
    uint256 private constant METER_BYTES = 14 * 32;

    mapping(address => uint256) private _balances;
    uint256 private _supply;
    uint256 private _allowance;

    address private immutable _engine;
    /// @dev The first contracts that the harness makes: rules of cases name them.
    DifferentialPlugIn private immutable _first;
    DifferentialPlugIn private immutable _second;
    DifferentialPlugIn private immutable _source;
    DifferentialPositions private immutable _book;

    constructor(address engine) {
        _engine = engine;
        (_first, _second) = (new DifferentialPlugIn(), new DifferentialPlugIn());
        _source = new DifferentialPlugIn();
        _book = new DifferentialPositions();
    }

    fallback() external {
        Halves.enter(_engine);
    }

    /* THE TOKEN */

    function balanceOf(address wallet) external view returns (uint256) {
        return _balances[wallet];
    }

    function totalSupply() external view returns (uint256) {
        return _supply;
    }

    function allowance(address, address) external view returns (uint256) {
        return _allowance;
    }

    /* THE RUNS */

    /// @param cases Each: the words of a `Case`, and what comes after them.
    function run(bytes[] calldata cases) external returns (bytes[] memory outcomes) {
        outcomes = new bytes[](cases.length);
        for (uint256 i = 0; i < cases.length; ++i) {
            try this.one(cases[i]) {
                revert NeverReturns();
            } catch (bytes memory outcome) {
                outcomes[i] = outcome;
            }
        }
    }

    function one(bytes calldata data) external {
        (Case calldata c, bytes calldata rest) = _split(data);
        address program = _store(rest[:c.programBytes]);
        address next = _write(data, program);
        Movement memory movement = _movement(c);
        (bytes memory answer, Finding memory first) = _answer(movement);
        if (c.asks & 1 != 0) {
            (Headroom memory room, ) = IHeadroom(address(this)).headroom(movement);
            answer = bytes.concat(answer, abi.encode(room));
        }
        if (c.asks & 2 != 0) answer = bytes.concat(answer, _published(rest[c.programBytes + c.nextBytes:]));
        (bool enforced, bytes memory reason) = _enforce(movement, c);
        uint256 fits = enforced ? 1 : _fits(reason, first);
        answer = bytes.concat(answer, abi.encode(fits, _book.told()), _after(c), _metered(data, next));
        _end(c.asks & 4 == 0 ? answer : bytes.concat(answer, _scheduledAnew(program)));
    }

    /// @return c Its words. @return rest What comes after the meters.
    function _split(bytes calldata data) private pure returns (Case calldata c, bytes calldata rest) {
        assembly ("memory-safe") {
            c := data.offset
        }
        rest = data[CASE_BYTES + c.meters * METER_BYTES:];
    }

    function _metersIn(bytes calldata data) private pure returns (KeptMeter[] calldata meters) {
        (Case calldata c, ) = _split(data);
        uint256 count = c.meters;
        assembly ("memory-safe") {
            meters.offset := add(data.offset, CASE_BYTES)
            meters.length := count
        }
    }

    function _store(bytes calldata program) private returns (address) {
        return ProgramCode.store(program, keccak256(program));
    }

    /// @notice Asks each case for its headroom, and whether it is allowed at some amounts.
    /// @param amounts Of each case.
    function runHeadroom(
        bytes[] calldata cases,
        uint256[][] calldata amounts
    ) external returns (bytes[] memory outcomes) {
        outcomes = new bytes[](cases.length);
        for (uint256 i = 0; i < cases.length; ++i) {
            try this.oneHeadroom(cases[i], amounts[i]) {
                revert NeverReturns();
            } catch (bytes memory outcome) {
                outcomes[i] = outcome;
            }
        }
    }

    function oneHeadroom(bytes calldata data, uint256[] calldata amounts) external {
        (Case calldata c, bytes calldata rest) = _split(data);
        _write(data, _store(rest[:c.programBytes]));
        Movement memory movement = _movement(c);
        (Headroom memory room, ) = IHeadroom(address(this)).headroom(movement);
        bytes memory outcome = abi.encode(room);
        for (uint256 i = 0; i < amounts.length; ++i) {
            movement.amount = amounts[i];
            (bool allowed, , ) = IEngine(address(this)).check(movement);
            outcome = bytes.concat(outcome, abi.encode(allowed));
        }
        _end(outcome);
    }

    /// @notice Asks each case as of another time: under its program in force; and by its program's id while none is in force and no lots are kept.
    /// Before that, as of now: whether the answers are those of `check` and `explain`.
    /// @param times Of each case, unix seconds.
    function runAs(bytes[] calldata cases, uint256[] calldata times) external returns (bytes[] memory outcomes) {
        outcomes = new bytes[](cases.length);
        for (uint256 i = 0; i < cases.length; ++i) {
            try this.oneAs(cases[i], times[i]) {
                revert NeverReturns();
            } catch (bytes memory outcome) {
                outcomes[i] = outcome;
            }
        }
    }

    function oneAs(bytes calldata data, uint256 asOf) external {
        (Case calldata c, bytes calldata rest) = _split(data);
        bytes32 id = keccak256(rest[:c.programBytes]);
        _programs[id] = _store(rest[:c.programBytes]);
        _write(data, _programs[id]);
        Movement memory movement = _movement(c);
        (bytes memory now_, ) = _decision(movement);
        bool same =
            keccak256(now_) == keccak256(_decisionAs(movement, 0, 0)) &&
                keccak256(now_) == keccak256(_decisionAs(movement, id, block.timestamp));
        bytes memory outcome = bytes.concat(abi.encode(same), _decisionAs(movement, 0, asOf));
        _takeOutOfForce(c);
        _end(bytes.concat(outcome, _decisionAs(movement, id, asOf)));
    }

    function _takeOutOfForce(Case calldata c) private {
        TokenConfig config = _tokens[address(this)];
        _tokens[address(this)] = config.withProgram(address(0)).with(TokenFlags.METERED, false);
        _metering[address(this)].startDay = 0;
        uint64[2] memory investors = [Record.wrap(c.sender).investor(), Record.wrap(c.receiver).investor()];
        for (uint256 i = 0; i < 2; ++i) {
            _holders[address(this)][HolderBits.indexOf(investors[i])] &= ~HolderBits.metered(investors[i]);
        }
    }

    function _decision(Movement memory movement) private view returns (bytes memory, Finding memory) {
        (bool allowed, Finding memory first, ) = IEngine(address(this)).check(movement);
        (Finding[] memory all, ) = IEngine(address(this)).explain(movement);
        return (bytes.concat(abi.encode(allowed, first), _listed(all)), first);
    }

    function _decisionAs(Movement memory movement, bytes32 id, uint256 asOf) private view returns (bytes memory) {
        IRehearsals asked = IRehearsals(address(this));
        (bool allowed, Finding memory first, ) = asked.checkAs(address(this), id, movement, asOf);
        (Finding[] memory all, ) = asked.explainAs(address(this), id, movement, asOf);
        return bytes.concat(abi.encode(allowed, first), _listed(all));
    }

    function _listed(Finding[] memory all) private pure returns (bytes memory list) {
        list = abi.encode(all.length);
        for (uint256 i = 0; i < all.length; ++i) list = bytes.concat(list, abi.encode(all[i]));
    }

    function _movement(Case calldata c) private view returns (Movement memory) {
        return
            Movement(
                uint8(c.kind),
                address(this),
                address(uint160(c.spender)),
                address(uint160(c.from)),
                address(uint160(c.to)),
                c.amount
            );
    }

    function _end(bytes memory outcome) private pure {
        assembly ("memory-safe") {
            revert(add(outcome, 0x20), mload(outcome))
        }
    }

    /// @return Whether `publish` took the bytes, and the hash of what it reverted with.
    function _published(bytes calldata program) private returns (bytes memory) {
        try IPrograms(address(this)).publish(program) {
            return abi.encode(true, bytes32(0));
        } catch (bytes memory reason) {
            return abi.encode(false, keccak256(reason));
        }
    }

    function _answer(Movement memory movement) private view returns (bytes memory, Finding memory) {
        (Facts memory found, , , PositionAnswer memory positions) = IFacts(address(this)).facts(movement);
        (bytes memory decision, Finding memory first) = _decision(movement);
        return (bytes.concat(decision, abi.encode(positions), abi.encode(found)), first);
    }

    function _enforce(Movement memory m, Case calldata c) private returns (bool, bytes memory) {
        // A token judges allowances itself, before it asks.
        if (m.kind == 0 && m.spender != address(0) && c.allowance < m.amount) {
            bytes4 selector = IERC20Errors.ERC20InsufficientAllowance.selector;
            return (false, abi.encodeWithSelector(selector, m.spender, c.allowance, m.amount));
        }
        uint256 fromBalance = m.kind == 1 ? 0 : c.senderBalance;
        uint256 toBalance = m.kind == 2 ? 0 : c.receiverBalance;
        address from = m.kind == 1 ? address(0) : m.from;
        address to = m.kind == 2 ? address(0) : m.to;
        try IEngine(address(this)).onMovement(m.kind, m.spender, from, to, m.amount, fromBalance, toBalance) {
            return (true, "");
        } catch (bytes memory reason) {
            return (false, reason);
        }
    }

    /// @return 2 if enforcement reverted exactly as `check` says, 0 otherwise.
    function _fits(bytes memory reason, Finding memory first) private pure returns (uint256) {
        bytes memory expected =
            first.reason == IERC20Errors.ERC20InsufficientAllowance.selector
                ? abi.encodeWithSelector(first.reason, first.subject, first.measured, first.limit)
                : abi.encodeWithSelector(first.reason, first.rule, first.subject, first.measured, first.limit);
        return keccak256(reason) == keccak256(expected) ? 2 : 0;
    }

    function _after(Case calldata c) private view returns (bytes memory) {
        Record sender = Record.wrap(c.sender);
        Record receiver = Record.wrap(c.receiver);
        address from = address(uint160(c.from));
        address to = address(uint160(c.to));
        return
            abi.encode(
                _records[REGISTRY][from],
                _records[REGISTRY][to],
                _bit(sender),
                _bit(receiver),
                _counts[address(this)][sender.country()],
                _counts[address(this)][receiver.country()],
                _totals[address(this)],
                _walletStates[address(this)][from],
                _walletStates[address(this)][to],
                _wallets[REGISTRY][sender.investor()].tokens,
                _wallets[REGISTRY][receiver.investor()].tokens
            );
    }

    function _bit(Record record) private view returns (bool) {
        uint256 investor = record.investor();
        return (_holders[address(this)][investor / 128] >> (2 * (investor % 128))) & 1 != 0;
    }

    /// @return next The coming program; zero if there is none.
    function _write(bytes calldata data, address program) private returns (address next) {
        (Case calldata c, bytes calldata rest) = _split(data);
        _writeState(c, program);
        _first.behave(c.plugIns[0]);
        _second.behave(c.plugIns[1]);
        _source.behave(c.source);
        _book.behave(c.book);
        _leverageSources[address(this)] = c.source.how & 0xFF == NO_SOURCE ? address(0) : address(_source);
        if (c.nextBytes != 0) {
            next = _store(rest[c.programBytes:c.programBytes + c.nextBytes]);
            _terms[address(this)].nextProgram = next;
            _tokens[address(this)] = _tokens[address(this)].withNextFrom(uint48(c.nextFrom));
        }
        _writeMeters(
            _metersIn(data),
            program,
            next,
            Record.wrap(c.sender).investor(),
            Record.wrap(c.receiver).investor()
        );
    }

    function _writeState(Case calldata c, address program) private {
        address from = address(uint160(c.from));
        address to = address(uint160(c.to));
        Record sender = Record.wrap(c.sender);
        Record receiver = Record.wrap(c.receiver);
        _tokens[address(this)] = TokenConfig.wrap(uint160(program) | (uint256(REGISTRY) << 160) | (c.flags << 240));
        _writeParty(to, receiver, from, c.receiverElsewhere, c.receiverBalance, c.tokens);
        _writeParty(from, sender, to, c.senderElsewhere, c.senderBalance, c.tokens);
        _walletStates[address(this)][to] = WalletState.wrap(c.receiverState);
        _walletStates[address(this)][from] = WalletState.wrap(c.senderState);
        if (c.senderHolds != 0) _hold(sender);
        if (c.receiverHolds != 0) _hold(receiver);
        _counts[address(this)][receiver.country()] = Counts.wrap(c.receiverCounts);
        _counts[address(this)][sender.country()] = Counts.wrap(c.senderCounts);
        _totals[address(this)] = Counts.wrap(c.totals);
        _seeded[address(this)] = Seeding.wrap(c.importing);
        _supply = c.supply;
        _allowance = c.allowance;
        if (c.spenderRecord != 0) _records[REGISTRY][address(uint160(c.spender))] = Record.wrap(c.spenderRecord);
        _writeMetered(c, ProgramLibrary.load(program));
    }

    function _writeMetered(Case calldata c, Program program) private {
        _metering[address(this)].startDay = uint32(c.startDay);
        _tranches[address(this)] = Tranches.wrap(c.tranches);
        uint64 sender = Record.wrap(c.sender).investor();
        uint64 receiver = Record.wrap(c.receiver).investor();
        if (c.kept & 2 != 0 && receiver != 0) _writeLots(receiver, c.receiverLots);
        if (c.kept & 1 != 0 && sender != 0) _writeLots(sender, c.senderLots);
        for (uint256 i = 0; i < program.sets(); ++i) {
            _groups[address(this)][program.setHash(i)] = Counts.wrap(c.groups[i]);
        }
        _ownersBehind[address(this)][sender] = Counts.wrap(c.senderOwners);
        _owners[address(this)] = Counts.wrap(c.owners);
        _lookedThrough[address(this)] = Counts.wrap(c.lookedThrough);
        _volumes[address(this)] = Volumes(
            uint112(c.weekly),
            uint48(c.volumesUntil),
            uint112(c.daily),
            uint48(c.volumesUntil)
        );
        _personalLimits[address(this)][receiver] = PersonalLimit(uint112(c.personal), uint48(c.personalUntil));
    }

    function _writeLots(uint64 investor, uint256[8] calldata lots) private {
        for (uint256 i = 0; i < 8; ++i) _lots[address(this)][investor][i] = Lot.wrap(lots[i]);
        _holders[address(this)][HolderBits.indexOf(investor)] |= HolderBits.metered(investor);
    }

    function _metered(bytes calldata data, address next) private view returns (bytes memory) {
        (Case calldata c, ) = _split(data);
        uint64 sender = Record.wrap(c.sender).investor();
        uint64 receiver = Record.wrap(c.receiver).investor();
        Program program = ProgramLibrary.load(_tokens[address(this)].program());
        Counts[5] memory groups;
        for (uint256 i = 0; i < program.sets(); ++i) groups[i] = _groups[address(this)][program.setHash(i)];
        bytes memory lots = abi.encode(
            _lots[address(this)][sender],
            _lots[address(this)][receiver],
            _isKept(sender),
            _isKept(receiver),
            _tranches[address(this)],
            groups,
            _ownersBehind[address(this)][sender],
            _owners[address(this)],
            _lookedThrough[address(this)]
        );
        address current = _tokens[address(this)].program();
        return bytes.concat(lots, _metersAfter(_metersIn(data), current, next, sender, receiver));
    }

    function _isKept(uint64 investor) private view returns (bool) {
        return _holders[address(this)][HolderBits.indexOf(investor)] & HolderBits.metered(investor) != 0;
    }

    function _writeParty(
        address wallet,
        Record record,
        address opposite,
        uint256 elsewhere,
        uint256 balance,
        uint256 tokens
    ) private {
        _records[REGISTRY][wallet] = record;
        _balances[wallet] = balance;
        uint256 count = record.wallets();
        if (count < 2) return;
        WalletList storage list = _wallets[REGISTRY][record.investor()];
        list.tokens = uint32(tokens);
        list.setWallet(0, wallet);
        bool same = _records[REGISTRY][opposite].investor() == record.investor() && opposite != wallet;
        for (uint256 i = 1; i < count; ++i) {
            bool isOpposite = same && i == 1;
            address other = isOpposite ? opposite : address(uint160(uint256(keccak256(abi.encode(wallet, i)))));
            list.setWallet(i, other);
            if (i == count - 1 && !isOpposite) _balances[other] = elsewhere;
        }
    }

    function _hold(Record record) private {
        uint256 investor = record.investor();
        _holders[address(this)][investor / 128] |= 1 << (2 * (investor % 128));
    }
}
