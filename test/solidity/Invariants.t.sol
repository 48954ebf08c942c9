// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IRegistries} from "../../contracts/interfaces/IRegistries.sol";
import {ISecurityToken} from "../../contracts/interfaces/ISecurityToken.sol";
import {ISecurityTokenSurfaces} from "../../contracts/interfaces/ISecurityTokenSurfaces.sol";
import {IWeighbridge} from "../../contracts/interfaces/IWeighbridge.sol";
import {Counts} from "../../contracts/types/Counts.sol";
import {Finding} from "../../contracts/types/Finding.sol";
import {Kinds, Movements, Needs} from "../../contracts/types/Kinds.sol";
import {Movement} from "../../contracts/types/Movement.sol";
import {InvestorFacts} from "../../contracts/types/Record.sol";
import {Rule} from "../../contracts/types/Rule.sol";
import {WalletState} from "../../contracts/types/WalletState.sol";
import {OpenAuthority} from "./OpenAuthority.sol";
import {TestBase} from "./TestBase.sol";
import {Words} from "./Words.sol";

/// @notice After any movements, freezes, updates and bindings:
///
/// INV-1  The balances add up to the supply.
/// INV-2  An investor's holder bit is set iff a wallet of the investor has units.
/// INV-3  Each lane of the totals, and of each country's counts, is the number of holders in that cell.
/// INV-4  A wallet's record says that it holds one token iff it has units, and each wallet of an investor that the investor holds one iff any has.
/// INV-5  Free units are the balance less what is frozen, down to zero, and none while all is frozen.
/// INV-6  What `check` allowed happened, what it refused did not, and `explain` was empty accordingly.
/// INV-7  A movement by order takes free units first, then frozen ones, each of which is then no longer frozen; no other movement changes what is.
/// INV-8  Nobody came to hold more than a `mostUnits` rule allows but by order, and no frozen units left a wallet but by order.
contract InvariantsTest is TestBase {
    uint256 private constant MOST = 1000;
    uint16 private constant COUNTRIES = 3;

    IWeighbridge private _engine;
    ISecurityToken private _token;
    IERC20 private _units;
    MovementHandler private _handler;

    function setUp() public {
        address authority = address(new OpenAuthority());
        address admin = deploy("WeighbridgeAdmin", "");
        _engine = IWeighbridge(deploy("Weighbridge", abi.encode(admin)));
        uint32 registry = _engine.createRegistry(authority, 0);
        address surfaces = deploy("SecurityTokenSurfaces", abi.encode(_engine));
        _token = ISecurityToken(deploy("SecurityToken", abi.encode(surfaces, authority, "Fund", "FND", uint8(0))));
        _units = IERC20(address(_token));
        _engine.admit(registry, address(_token), authority, 0);

        Rule[] memory rules = new Rule[](3);
        rules[0] = Words.rule(Kinds.MOST_UNITS, 3, 1, MOST);
        rules[1] = Words.rule(Kinds.LEAST_HOLDING, 3, 1, 3);
        rules[2] = Words.rule(Kinds.MOST_HOLDERS, 3, 1, 3);
        bytes32 id = _engine.publish(Words.programBytes(Needs.RECEIVER_HOLDING, rules));
        _engine.schedule(address(_token), id, uint48(block.timestamp));

        _handler = new MovementHandler(_engine, _token, registry, MOST);
        // Four people with 1, 2, 2 and 1 wallets: few, so that a run comes back to each of them. All but the last hold something.
        uint256 made = 0;
        for (uint8 i = 1; i <= 4; ++i) {
            address[] memory wallets = new address[](i == 2 || i == 3 ? 2 : 1);
            for (uint256 j = 0; j < wallets.length; ++j) wallets[j] = address(uint160(0xa000 + made++));
            _handler.enrol(wallets, Words.facts(i % COUNTRIES, i == 4 ? 7 : i % 2));
            if (i < 4) _token.mint(wallets[0], 100 * uint256(i));
        }
        targetContract(address(_handler));
        bytes4[] memory selectors = new bytes4[](9);
        selectors[0] = MovementHandler.mint.selector;
        selectors[1] = MovementHandler.burn.selector;
        selectors[2] = MovementHandler.transfer.selector;
        selectors[3] = MovementHandler.transferFrom.selector;
        selectors[4] = MovementHandler.forced.selector;
        selectors[5] = MovementHandler.freezeUnits.selector;
        selectors[6] = MovementHandler.freezeWallet.selector;
        selectors[7] = MovementHandler.update.selector;
        selectors[8] = MovementHandler.rebind.selector;
        targetSelector(address(_handler), selectors);
    }

    function invariant_TheBooksAreRight() public view {
        uint256 count = _handler.walletCount();
        uint256 sum = 0;
        for (uint256 i = 0; i < count; ++i) sum += _checkedBalance(_handler.wallets(i));
        assertEq(sum, _units.totalSupply(), "INV-1");
        _checkHolders();
        assertEq(bytes(_handler.wrong()).length, 0, _handler.wrong()); // INV-6, INV-7, INV-8
    }

    /// @dev The run is of use: set up as it is, units come in and move, and the first rule stops what is too much.
    function test_WhatTheHandlerDoesIsMeasured() public {
        _handler.mint(0, 500);
        _handler.mint(0, 400);
        _handler.mint(0, 1); // the 1,001st unit
        _handler.transfer(0, 1, 500);
        assertEq(_handler.allowed(), 3);
        assertEq(_handler.refused(), 1);
        assertEq(_handler.wrong(), "");
        invariant_TheBooksAreRight();
    }

    /// @dev INV-4 and INV-5 of one wallet.
    function _checkedBalance(address wallet) private view returns (uint256 balance) {
        balance = _units.balanceOf(wallet);
        uint32 registry = _handler.registry();
        uint64 investor = _handler.investorOf(wallet);
        assertEq(_engine.record(registry, wallet).investor(), investor, "whose it is");
        assertEq(Words.tokensHeld(_engine.record(registry, wallet)), balance == 0 ? 0 : 1, "INV-4, wallet");
        if (investor == 0) assertEq(balance, 0, "a wallet without an investor");
        else assertEq(_engine.tokensOf(registry, wallet), _handler.holdingOf(investor) == 0 ? 0 : 1, "INV-4, investor");

        WalletState state = _engine.walletState(address(_token), wallet);
        uint256 frozen = _token.frozenUnits(wallet);
        uint256 free = frozen < balance && !state.isWhollyFrozen() ? balance - frozen : 0;
        assertEq(_token.freeUnits(wallet), free, "INV-5");
    }

    /// @dev INV-2 and INV-3.
    function _checkHolders() private view {
        uint256[8] memory totals;
        uint256[8][COUNTRIES] memory counts;
        for (uint64 investor = 1; investor <= _handler.investors(); ++investor) {
            bool holds = _handler.holdingOf(investor) != 0;
            assertEq(_engine.isHolder(address(_token), investor), holds, "INV-2");
            if (!holds) continue;
            ++totals[_handler.factsOf(investor).lane];
            ++counts[_handler.factsOf(investor).country][_handler.factsOf(investor).lane];
        }
        assertEq(Counts.unwrap(_engine.totals(address(_token))), _word(totals), "INV-3, totals");
        for (uint16 country = 0; country < COUNTRIES; ++country) {
            assertEq(Counts.unwrap(_engine.counts(address(_token), country)), _word(counts[country]), "INV-3, country");
        }
    }

    function _word(uint256[8] memory lanes) private pure returns (uint256 word) {
        for (uint256 lane = 0; lane < 8; ++lane) word |= lanes[lane] << (32 * lane);
    }
}

/// @notice What people, the transfer agent and the registrar may do to one token, at random. Each movement is first asked for.
contract MovementHandler is TestBase {
    /// @dev Files what the handler executes.
    address private constant SECOND = address(0x2002);

    // No immutables: the runner knows a contract by its code.
    IWeighbridge public engine;
    ISecurityToken public token;
    IERC20 public units;
    uint32 public registry;
    /// @notice Most units of one investor by the program in force, in token units, inclusive.
    uint256 public most;

    address[] public wallets;
    /// @notice Number of the investor, by wallet; 0: nobody's at present.
    mapping(address wallet => uint64) public investorOf;
    mapping(uint64 investor => InvestorFacts) private _factsOf;
    uint64 public investors;

    /// @notice What was wrong, if anything ever was.
    string public wrong;
    uint256 public allowed;
    uint256 public refused;
    /// @dev Frozen units over all wallets, before the movement.
    uint256 private _frozen;

    constructor(IWeighbridge engine_, ISecurityToken token_, uint32 registry_, uint256 most_) {
        (engine, token, units, registry, most) = (engine_, token_, IERC20(address(token_)), registry_, most_);
    }

    function enrol(address[] memory its, InvestorFacts memory facts) external {
        investors = engine.enrol(registry, IRegistries.Enrolment(its, facts));
        _factsOf[investors] = facts;
        for (uint256 i = 0; i < its.length; ++i) {
            wallets.push(its[i]);
            investorOf[its[i]] = investors;
        }
    }

    function walletCount() external view returns (uint256) {
        return wallets.length;
    }

    function factsOf(uint64 investor) external view returns (InvestorFacts memory) {
        return _factsOf[investor];
    }

    /// @notice Units over all wallets, added up one by one.
    function holdingOf(uint64 investor) public view returns (uint256 holding) {
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (investorOf[wallets[i]] == investor) holding += units.balanceOf(wallets[i]);
        }
    }

    // ── Movements ───────────────────────────────────────────────────────────────────────────────────────────────────

    function mint(uint256 to, uint256 amount) external {
        address receiver = _wallet(to);
        amount = bound(amount, 0, most / 2);
        bool expected = _asked(Movements.MINT, address(0), address(0), receiver, amount);
        try token.mint(receiver, amount) {
            _done(expected, Movements.MINT, address(0), receiver, amount);
        } catch {
            _failed(expected);
        }
    }

    function burn(uint256 from, uint256 amount) external {
        address sender = _wallet(from);
        amount = _part(sender, amount);
        bool expected = _asked(Movements.BURN, address(0), sender, address(0), amount);
        try token.burn(sender, amount) {
            _done(expected, Movements.BURN, sender, address(0), amount);
        } catch {
            _failed(expected);
        }
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        (address sender, address receiver) = (_wallet(from), _wallet(to));
        amount = _part(sender, amount);
        bool expected = _asked(Movements.TRANSFER, address(0), sender, receiver, amount);
        vm.prank(sender);
        try units.transfer(receiver, amount) {
            _done(expected, Movements.TRANSFER, sender, receiver, amount);
        } catch {
            _failed(expected);
        }
    }

    function transferFrom(uint256 from, uint256 to, uint256 amount, uint256 allowance) external {
        (address sender, address receiver) = (_wallet(from), _wallet(to));
        amount = _part(sender, amount);
        vm.prank(sender);
        units.approve(address(this), bound(allowance, 0, 2 * most));
        bool expected = _asked(Movements.TRANSFER, address(this), sender, receiver, amount);
        try units.transferFrom(sender, receiver, amount) {
            _done(expected, Movements.TRANSFER, sender, receiver, amount);
        } catch {
            _failed(expected);
        }
    }

    function forced(uint256 from, uint256 to, uint256 amount) external {
        (address sender, address receiver) = (_wallet(from), _wallet(to));
        amount = _part(sender, amount);
        uint256 frozen = token.frozenUnits(sender);
        uint256 balance = units.balanceOf(sender);
        uint256 free = balance > frozen ? balance - frozen : 0;
        bool expected = _asked(Movements.FORCED, address(0), sender, receiver, amount);
        vm.prank(SECOND);
        ISecurityTokenSurfaces(address(token)).fileInstrument(sender, receiver, amount, bytes32("order"));
        try token.forcedTransfer(sender, receiver, amount, bytes32("order")) {
            _done(expected, Movements.FORCED, sender, receiver, amount);
            uint256 taken = amount > free && sender != receiver ? amount - free : 0;
            if (token.frozenUnits(sender) != frozen - taken) wrong = "INV-7: other units are frozen than were left";
        } catch {
            _failed(expected);
        }
    }

    // ── What stands on wallets, and who has them ────────────────────────────────────────────────────────────────────

    function freezeUnits(uint256 which, uint256 amount) external {
        address wallet = _wallet(which);
        token.setFrozenUnits(wallet, bound(amount, 0, 2 * units.balanceOf(wallet)));
    }

    /// @notice Mostly it thaws.
    function freezeWallet(uint256 which, uint256 frozen) external {
        token.setWalletFrozen(_wallet(which), frozen % 4 == 0);
    }

    /// @notice Blocks or unblocks; now and then it tries to move a holder to another country and lane.
    function update(uint256 which, uint256 states, uint256 lane) external {
        address wallet = _wallet(which);
        uint64 investor = investorOf[wallet];
        if (investor == 0) return;
        InvestorFacts memory facts = _factsOf[investor];
        facts.states = states % 4 == 0 ? 1 : 0;
        bool moves = lane % 4 == 0;
        if (moves) (facts.country, facts.lane) = (uint16(lane % 3), uint8(lane % 8));
        bool mayNot =
            (facts.country != _factsOf[investor].country || facts.lane != _factsOf[investor].lane) &&
                holdingOf(investor) != 0;
        try engine.update(registry, wallet, facts) {
            if (mayNot) wrong = "a holder was reclassified";
            _factsOf[investor] = facts;
        } catch {
            if (!mayNot) wrong = "somebody who holds nothing could not be reclassified";
        }
    }

    /// @notice A wallet goes from who has it, or comes to who has another one.
    function rebind(uint256 which, uint256 known) external {
        address wallet = _wallet(which);
        uint64 investor = investorOf[wallet];
        address other = _wallet(known);
        if (investor == 0) {
            if (investorOf[other] == 0) return;
            engine.bind(registry, other, wallet);
            investorOf[wallet] = investorOf[other];
            return;
        }
        if (engine.walletsOf(registry, wallet).length == 1) return; // its number would retire
        bool empty = units.balanceOf(wallet) == 0;
        try engine.unbind(registry, wallet) {
            if (!empty) wrong = "a wallet with units was unbound";
            investorOf[wallet] = 0;
        } catch {
            if (empty) wrong = "an empty wallet could not be unbound";
        }
    }

    // ── Before and after ────────────────────────────────────────────────────────────────────────────────────────────

    function _wallet(uint256 seed) private view returns (address) {
        return wallets[seed % wallets.length];
    }

    /// @dev Often all of it, sometimes more than all.
    function _part(address wallet, uint256 amount) private view returns (uint256) {
        uint256 balance = units.balanceOf(wallet);
        return amount % 3 == 0 ? balance : bound(amount, 0, balance + 1);
    }

    function _allFrozen() private view returns (uint256 sum) {
        for (uint256 i = 0; i < wallets.length; ++i) sum += token.frozenUnits(wallets[i]);
    }

    function _asked(
        uint8 kind,
        address spender,
        address from,
        address to,
        uint256 amount
    ) private returns (bool expected) {
        Movement memory movement = Movement(kind, address(token), spender, from, to, amount);
        _frozen = _allFrozen();
        (expected, , ) = engine.check(movement);
        (Finding[] memory findings, ) = engine.explain(movement);
        if (expected != (findings.length == 0)) wrong = "INV-6: check and explain disagree";
    }

    function _done(bool expected, uint8 kind, address from, address to, uint256 amount) private {
        ++allowed;
        if (!expected) wrong = "INV-6: it was refused by check, and made";
        if (kind == Movements.FORCED) return;
        if (_allFrozen() != _frozen) wrong = "INV-7: frozen units came or went";
        if (amount == 0) return;
        if (kind != Movements.MINT && from != to && units.balanceOf(from) < token.frozenUnits(from)) {
            wrong = "INV-8: frozen units left";
        }
        bool increases = kind != Movements.BURN && investorOf[from] != investorOf[to];
        if (increases && holdingOf(investorOf[to]) > most) wrong = "INV-8: somebody came to hold more than the limit";
    }

    function _failed(bool expected) private {
        ++refused;
        if (expected) wrong = "INV-6: it was allowed by check, and reverted";
    }
}
//
