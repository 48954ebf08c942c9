// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ISecurityToken} from "../../contracts/interfaces/ISecurityToken.sol";
import {IWeighbridge} from "../../contracts/interfaces/IWeighbridge.sol";
import {Counts} from "../../contracts/types/Counts.sol";
import {Kinds, Needs} from "../../contracts/types/Kinds.sol";
import {Rule} from "../../contracts/types/Rule.sol";
import {WalletState} from "../../contracts/types/WalletState.sol";
import {MovementHandler} from "./MovementHandler.sol";
import {OpenAuthority} from "./OpenAuthority.sol";
import {TestBase} from "./TestBase.sol";
import {Words} from "./Words.sol";

/// @notice After any movements, freezes, updates, bindings and merges:
///
/// INV-1  The balances add up to the supply.
/// INV-2  An investor's holder bit is set iff a wallet of the investor has units.
/// INV-3  Each lane of the totals, and of each country's counts, is the number of holders in that cell.
/// INV-4  A wallet's record says that it holds one token iff it has units, and each wallet of an investor that the investor holds one iff any has.
/// INV-5  Free units are the balance less what is frozen and held, down to zero, and none while all is frozen.
/// INV-6  What `check` allowed happened, what it refused did not, and `explain` was empty accordingly.
/// INV-7  A movement by order takes free units first, then frozen ones, each of which is then no longer frozen; no other movement changes what is.
/// INV-8  Nobody came to hold more than a `mostUnits` rule allows but by order, and no frozen units left a wallet but by order.
/// INV-9  What is held in a wallet is the sum of its holds, and no more than it has.
contract InvariantsTest is TestBase {
    uint256 private constant MOST = 1000;
    uint16 private constant COUNTRIES = 3;

    IWeighbridge private _engine;
    ISecurityToken private _token;
    IERC20 private _units;
    MovementHandler private _handler;

    function setUp() public {
        address authority = address(new OpenAuthority());
        address meters = deploy("WeighbridgeMeters", "");
        address headroom = deploy("WeighbridgeHeadroom", abi.encode(meters));
        address enrolment = deploy("WeighbridgeEnrolment", abi.encode(headroom));
        address admin = deploy("WeighbridgeAdmin", abi.encode(enrolment));
        _engine = IWeighbridge(deploy("Weighbridge", abi.encode(admin, meters)));
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
        bytes4[] memory selectors = new bytes4[](13);
        selectors[0] = MovementHandler.mint.selector;
        selectors[1] = MovementHandler.burn.selector;
        selectors[2] = MovementHandler.transfer.selector;
        selectors[3] = MovementHandler.transferFrom.selector;
        selectors[4] = MovementHandler.ordered.selector;
        selectors[5] = MovementHandler.freezeUnits.selector;
        selectors[6] = MovementHandler.freezeWallet.selector;
        selectors[7] = MovementHandler.update.selector;
        selectors[8] = MovementHandler.rebind.selector;
        selectors[9] = MovementHandler.pledge.selector;
        selectors[10] = MovementHandler.release.selector;
        selectors[11] = MovementHandler.recover.selector;
        selectors[12] = MovementHandler.merge.selector;
        targetSelector(address(_handler), selectors);
    }

    function invariant_TheBooksAreRight() public view {
        uint256 count = _handler.walletCount();
        uint256 sum = 0;
        for (uint256 i = 0; i < count; ++i) sum += _checkedBalance(_handler.wallets(i));
        assertEq(sum, _units.totalSupply(), "INV-1");
        _checkHolders();
        assertEq(bytes(_handler.wrong()).length, 0, _handler.wrong()); // INV-6 to INV-8
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

    /// @dev Orders, pledges and recoveries happen: investor 2 has wallets 1 and 2, of which 1 holds 200 units.
    function test_TheHandlerOrdersPledgesAndRecovers() public {
        for (uint256 kind = 0; kind < 3; ++kind) _handler.ordered(kind, 0, 1, 10);
        assertEq(_handler.allowed(), 3, "orders");
        _handler.pledge(1, 0, 50);
        assertEq(_handler.pledgedBy(_handler.wallets(1)), 50);
        _handler.recover(1, 2);
        assertEq(_handler.allowed(), 4, "a recovery");
        assertEq(_handler.pledgedBy(_handler.wallets(2)), 50);
        _handler.recover(2, 0); // another investor's
        _handler.release(0);
        assertEq(_handler.pledgedBy(_handler.wallets(2)), 0);
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
        uint256 held = _handler.pledgedBy(wallet);
        uint256 bound_ = frozen + held;
        uint256 free = bound_ < balance && !state.isWhollyFrozen() ? balance - bound_ : 0;
        assertEq(_token.freeUnits(wallet), free, "INV-5");
        assertEq(state.held(), held, "INV-9, sum");
        assertLe(held, balance, "INV-9, balance");
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
