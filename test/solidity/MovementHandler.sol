// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IRegistries} from "../../contracts/interfaces/IRegistries.sol";
import {ISecurityToken} from "../../contracts/interfaces/ISecurityToken.sol";
import {ISecurityTokenOrders} from "../../contracts/interfaces/ISecurityTokenOrders.sol";
import {ISecurityTokenSurfaces} from "../../contracts/interfaces/ISecurityTokenSurfaces.sol";
import {IWeighbridge} from "../../contracts/interfaces/IWeighbridge.sol";
import {Finding} from "../../contracts/types/Finding.sol";
import {Causes, Movements} from "../../contracts/types/Kinds.sol";
import {Movement} from "../../contracts/types/Movement.sol";
import {InvestorFacts} from "../../contracts/types/Record.sol";
import {TestBase} from "./TestBase.sol";
import {Words} from "./Words.sol";

/// @notice What people, the transfer agent and the registrar may do to one token, at random. Each movement is first asked for.
contract MovementHandler is TestBase {
    /// @dev Files what the handler executes.
    address private constant SECOND = address(0x2002);

    // No immutables: the runner knows a contract by its code.
    IWeighbridge public engine;
    ISecurityToken public token;
    ISecurityTokenOrders public orders;
    IERC20 public units;
    uint32 public registry;
    /// @notice Most units of one investor by the program in force, in token units, inclusive.
    uint256 public most;

    address[] public wallets;
    /// @notice Number of the investor, by wallet; 0: nobody's at present.
    mapping(address wallet => uint64) public investorOf;
    mapping(uint64 investor => InvestorFacts) private _factsOf;
    uint64 public investors;
    /// @notice How many holds were ever made.
    uint256 public holds;

    /// @notice What was wrong, if anything ever was.
    string public wrong;
    uint256 public allowed;
    uint256 public refused;
    /// @dev Frozen units over all wallets, before the movement.
    uint256 private _frozen;

    constructor(IWeighbridge engine_, ISecurityToken token_, uint32 registry_, uint256 most_) {
        (engine, token, units, registry, most) = (engine_, token_, IERC20(address(token_)), registry_, most_);
        orders = ISecurityTokenOrders(address(token_));
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

    /// @notice A forced movement, a transmission or one under a licence.
    function ordered(uint256 which, uint256 from, uint256 to, uint256 amount) external {
        (address sender, address receiver) = (_wallet(from), _wallet(to));
        amount = _part(sender, amount);
        uint8 kind =
            which % 3 == 0
                ? Movements.FORCED
                : which % 3 == 1
                    ? Movements.TRANSMISSION
                    : Movements.LICENSED;
        bytes memory order = _order(kind, sender, receiver, amount);
        uint256 frozen = token.frozenUnits(sender);
        uint256 free = units.balanceOf(sender) - pledgedBy(sender);
        free = free > frozen ? free - frozen : 0;
        bool expected = _asked(kind, address(0), sender, receiver, amount);
        vm.prank(SECOND);
        if (kind == Movements.FORCED) {
            ISecurityTokenSurfaces(address(token)).fileInstrument(sender, receiver, amount, bytes32("order"));
        } else {
            orders.fileOrder(order);
        }
        (bool done, ) = address(token).call(order);
        if (!done) return _failed(expected);
        _done(expected, kind, sender, receiver, amount);
        uint256 taken = amount > free && sender != receiver ? amount - free : 0;
        if (token.frozenUnits(sender) != frozen - taken) wrong = "INV-7: other units are frozen than were left";
    }

    /// @notice A wallet is lost: announced and, since the token's notice is zero, recovered at once.
    function recover(uint256 from, uint256 to) external {
        (address lost, address other) = (_wallet(from), _wallet(to));
        bool frozenBefore = token.isFrozen(lost);
        try orders.announceRecovery(lost, other, bytes32("affidavit")) {
            uint256 amount = units.balanceOf(lost);
            (uint256 frozen, uint256 held) = (
                token.frozenUnits(lost) + token.frozenUnits(other),
                pledgedBy(lost) + pledgedBy(other)
            );
            bool expected = _asked(Movements.RECOVERY, address(0), lost, other, amount);
            try orders.recover(lost) {
                _done(expected, Movements.RECOVERY, lost, other, amount);
                if (token.frozenUnits(other) != frozen || token.frozenUnits(lost) != 0) wrong = "INV-7: recovery";
                if (pledgedBy(other) != held || pledgedBy(lost) != 0) wrong = "INV-9: recovery";
                if (token.isFrozen(other) != frozenBefore) wrong = "a recovery lost a freeze";
                token.setWalletFrozen(lost, frozenBefore); // the key was found
            } catch {
                _failed(expected);
                orders.cancelRecovery(lost);
                if (token.isFrozen(lost) != frozenBefore) wrong = "a cancelled recovery changed a freeze";
            }
        } catch {
            if (investorOf[lost] == investorOf[other] && investorOf[lost] != 0 && lost != other) {
                wrong = "a recovery within one investor could not be announced";
            }
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

    function pledge(uint256 from, uint256 to, uint256 amount) external {
        (address holder, address pledgee) = (_wallet(from), _wallet(to));
        uint256 free = token.freeUnits(holder);
        amount = bound(amount, 0, free + 1);
        vm.prank(holder);
        try orders.hold(pledgee, amount, 0) returns (uint256 id) {
            if (amount == 0 || amount > free) wrong = "INV-9: more was pledged than is free";
            if (investorOf[holder] == investorOf[pledgee]) wrong = "INV-9: somebody pledged to himself";
            holds = id;
        } catch {}
    }

    function release(uint256 which) external {
        if (holds == 0) return;
        uint256 id = 1 + (which % holds);
        (, address pledgee, , ) = orders.holdOf(id);
        vm.prank(pledgee);
        try orders.releaseHold(id) {} catch {}
    }

    /// @notice Units of the holds of a wallet, added up one by one.
    function pledgedBy(address wallet) public view returns (uint256 sum) {
        for (uint256 id = 1; id <= holds; ++id) {
            (address holder, , uint256 amount, ) = orders.holdOf(id);
            if (holder == wallet) sum += amount;
        }
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

    /// @notice A wallet goes from who has it, comes to who has another one, or to somebody new.
    function rebind(uint256 which, uint256 known) external {
        address wallet = _wallet(which);
        uint64 investor = investorOf[wallet];
        address other = _wallet(known);
        if (investor == 0) {
            if (known % 3 == 0) return _enrolAlone(wallet, known);
            if (investorOf[other] == 0) return;
            engine.bind(registry, other, wallet);
            investorOf[wallet] = investorOf[other];
            return;
        }
        if (engine.walletsOf(registry, wallet).length == 1) return; // its number would retire
        bool empty = units.balanceOf(wallet) == 0;
        try engine.unbind(registry, wallet, _only(address(units))) {
            if (!empty) wrong = "a wallet with units was unbound";
            investorOf[wallet] = 0;
        } catch {
            if (empty) wrong = "an empty wallet could not be unbound";
        }
    }

    /// @notice Now and then two people turn out to be one.
    function merge(uint256 one, uint256 two, uint256 chance) external {
        (uint64 stays, uint64 goes) = (investorOf[_wallet(one)], investorOf[_wallet(two)]);
        if (chance % 4 != 0 || stays == 0 || goes == 0) return;
        bool mayNot = stays == goes || _factsOf[stays].states != _factsOf[goes].states || _hasPledged(goes);
        try engine.merge(registry, _wallet(one), _wallet(two), _only(address(units))) {
            if (mayNot) wrong = "one person was merged, a blocked one with another, or who has pledged";
            for (uint256 i = 0; i < wallets.length; ++i) {
                if (investorOf[wallets[i]] == goes) investorOf[wallets[i]] = stays;
            }
        } catch {
            if (!mayNot) wrong = "two people could not be merged";
        }
    }

    function _hasPledged(uint64 investor) private view returns (bool) {
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (investorOf[wallets[i]] == investor && pledgedBy(wallets[i]) != 0) return true;
        }
        return false;
    }

    function _enrolAlone(address wallet, uint256 seed) private {
        InvestorFacts memory facts = Words.facts(uint16(seed % 3), uint8(seed % 8));
        investors = engine.enrol(registry, IRegistries.Enrolment(_only(wallet), facts));
        _factsOf[investors] = facts;
        investorOf[wallet] = investors;
    }

    function _only(address one) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = one;
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

    function _order(uint8 kind, address from, address to, uint256 amount) private view returns (bytes memory) {
        bytes32 document = bytes32("order");
        if (kind == Movements.FORCED) return abi.encodeCall(token.forcedTransfer, (from, to, amount, document));
        if (kind == Movements.LICENSED) return abi.encodeCall(orders.licensedTransfer, (from, to, amount, document));
        return abi.encodeCall(orders.transmit, (from, to, amount, Causes.GIFT, document));
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
        if (kind == Movements.FORCED || kind == Movements.LICENSED) return;
        if (_allFrozen() != _frozen) wrong = "INV-7: frozen units came or went";
        if (amount == 0) return;
        if (
            kind < Movements.RECOVERY &&
            kind != Movements.MINT &&
            from != to &&
            units.balanceOf(from) < token.frozenUnits(from)
        ) {
            wrong = "INV-8: frozen units left";
        }
        bool increases = kind < Movements.BURN && investorOf[from] != investorOf[to];
        if (increases && holdingOf(investorOf[to]) > most) wrong = "INV-8: somebody came to hold more than the limit";
    }

    function _failed(bool expected) private {
        ++refused;
        if (expected) wrong = "INV-6: it was allowed by check, and reverted";
    }
}
//
