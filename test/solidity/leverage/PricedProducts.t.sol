// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IPricedProducts, PricedProduct} from "../../../contracts/interfaces/IPricedProducts.sol";
import {LeverageStorage} from "../../../contracts/leverage/LeverageStorage.sol";
import {PricedProducts} from "../../../contracts/leverage/PricedProducts.sol";
import {HostileFeed} from "../../contracts/HostileFeed.sol";
import {TestBase} from "../TestBase.sol";

contract Products is PricedProducts {
    constructor(address manager) LeverageStorage(address(0), manager) {}
}

/// @notice Given a token with 18 decimals, mapped to a feed with eight that says 100 dollars and 12.9 cents.
contract PricedProductsTest is TestBase {
    uint256 private constant NOW = 20_780 * 86_400 + 52_200; // a Monday, 14:30
    uint256 private constant CENTS = 10_012;
    int256 private constant ANSWER = 10_012_900_000;
    address private constant NOBODY = address(0xdead);

    Products private _products;
    HostileFeed private _feed;
    HostileFeed private _sequencer;
    address private _token;

    function setUp() public {
        vm.warp(NOW);
        _products = new Products(deploy("AccessManager", abi.encode(address(this))));
        _feed = new HostileFeed(8, ANSWER, NOW);
        _sequencer = new HostileFeed(0, 0, NOW - 3600);
        _token = address(new HostileFeed(18, 0, 0)); // which has decimals, as a token has
        _products.mapProduct(_token, _product());
    }

    function test_APrice_IsInCents_RoundedDown() public view {
        _assertPrice(CENTS, 0, true, true);
        assertEq(_products.productOf(_token).class, 7);
    }

    function test_AnUnmappedToken_HasNone() public {
        (uint256 cents, , bool open, bool close) = _products.priceOf(NOBODY);
        assertTrue(cents == 0 && !open && !close);
        vm.expectRevert(abi.encodeWithSelector(IPricedProducts.ProductUnknown.selector, NOBODY));
        _products.mapProduct(NOBODY, _nothing());
    }

    function test_MappedToClass0_ItHasNoneAnyMore() public {
        _products.mapProduct(_token, _nothing());
        _assertPrice(0, 0, false, false);
        assertEq(_products.productOf(_token).feed, address(0));
    }

    function test_Age_OpensStrictly_AndClosesLoosely() public {
        _ages(600, true, true);
        _ages(601, false, true);
        _ages(86_400, false, true);
        _ages(86_401, false, false);
    }

    function test_APriceOfTheFuture_IsNone() public {
        _feed.say(ANSWER, NOW, NOW + 1);
        _assertPrice(0, 0, false, false);
        vm.warp(NOW + 1);
        _assertPrice(CENTS, 0, true, true);
    }

    function test_WhatCannotBeAPrice_IsNone() public {
        int256[8] memory answers = [
            int256(0),
            -1,
            type(int256).min,
            type(int256).max,
            int256(uint256(type(uint192).max)) + 1,
            int256(uint256(type(uint192).max)),
            (int256(uint256(type(uint56).max)) + 1) * 1e6,
            1e6 - 1 // less than a cent
        ];
        for (uint256 i = 0; i < answers.length; ++i) {
            _feed.say(answers[i], NOW, NOW);
            _assertPrice(0, 0, false, false);
        }
        _feed.say(int256(uint256(type(uint56).max)) * 1e6, NOW, NOW);
        _assertPrice(type(uint56).max, 0, true, true);
        _feed.say(1e6, NOW, NOW);
        _assertPrice(1, 0, true, true);
        _feed.say(ANSWER, NOW, 0);
        _assertPrice(0, 0, false, false);
    }

    function test_HoweverAFeedAnswers_NothingReverts_AndThereIsNone() public {
        for (uint8 i = 1; i <= uint8(type(HostileFeed.Answers).max); ++i) {
            _feed.misbehave(HostileFeed.Answers(i));
            _assertPrice(0, 0, false, false);
        }
        vm.etch(address(_feed), "");
        _assertPrice(0, 0, false, false);
    }

    function test_ChangedDecimals_AreNoticed() public {
        uint256[4] memory others = [uint256(7), 9, 256 + 8, type(uint256).max];
        for (uint256 i = 0; i < others.length; ++i) {
            _feed.setDecimals(others[i]);
            _assertPrice(0, 0, false, false);
        }
    }

    function test_WithLittleGas_ItRevertsRatherThanSayingThereIsNone() public view {
        for (uint256 gas_ = 20_000; gas_ < 400_000; gas_ += 7_000) {
            (bool done, bytes memory answer) = address(_products).staticcall{gas: gas_}(
                abi.encodeCall(IPricedProducts.priceOf, (_token))
            );
            if (!done) continue; // GasTooLow, or none at all
            (uint256 cents, , , ) = abi.decode(answer, (uint256, uint256, bool, bool));
            assertEq(cents, CENTS);
        }
    }

    function test_OutsideTheSession_ItOnlyCloses() public {
        PricedProduct memory product = _product();
        (product.opensAt, product.closesAt, product.daysOpen) = (52_200, 75_600, 0x1f);
        _products.mapProduct(_token, product);
        _sessionEdge(NOW - 1, false);
        _sessionEdge(NOW, true);
        _sessionEdge(NOW + 1, true);
        _sessionEdge(NOW + 23_400 - 1, true);
        _sessionEdge(NOW + 23_400, false);
        _sessionEdge(NOW + 5 * 86_400, false); // Saturday
    }

    function test_TheSequencer_DownUnknownOrJustBack_ServesNothing() public {
        PricedProduct memory product = _product();
        (product.sequencer, product.sequencerGrace) = (address(_sequencer), 3600);
        _products.mapProduct(_token, product);
        _assertPrice(CENTS, 0, true, true);
        _sequencer.say(0, NOW - 3599, NOW);
        _assertPrice(CENTS, 0, false, false);
        _sequencer.say(1, NOW - 3600, NOW);
        _assertPrice(CENTS, 0, false, false);
        _sequencer.say(0, 0, NOW);
        _assertPrice(CENTS, 0, false, false);
        _sequencer.say(0, NOW + 1, NOW);
        _assertPrice(CENTS, 0, false, false);
        _sequencer.say(-1, NOW - 3600, NOW);
        _assertPrice(CENTS, 0, false, false);
        _sequencer.say(0, NOW - 3601, NOW);
        _assertPrice(CENTS, 0, true, true);
        _sequencer.misbehave(HostileFeed.Answers.Reverts);
        _assertPrice(CENTS, 0, false, false);
    }

    function test_RevertWhen_TheFeedTellsNoPrice() public {
        _feed.say(0, NOW, NOW);
        vm.expectRevert(abi.encodeWithSelector(IPricedProducts.PriceUnreadable.selector, _feed));
        _products.mapProduct(_token, _product());
        _feed.misbehave(HostileFeed.Answers.Short);
        vm.expectRevert(abi.encodeWithSelector(IPricedProducts.PriceUnreadable.selector, _feed));
        _products.mapProduct(_token, _product());
        _feed.misbehave(HostileFeed.Answers.Words);
        _feed.setDecimals(9);
        vm.expectRevert(abi.encodeWithSelector(IPricedProducts.FeedDecimalsChanged.selector, _feed, 8, 9));
        _products.mapProduct(_token, _product());
        _feed.setDecimals(8);
        _feed.say(ANSWER, NOW, NOW);
        PricedProduct memory product = _product();
        product.sequencer = NOBODY;
        vm.expectRevert(abi.encodeWithSelector(IPricedProducts.PriceUnreadable.selector, NOBODY));
        _products.mapProduct(_token, product);
    }

    function test_RevertWhen_AFieldCannotBe() public {
        for (uint256 i = 0; i < 7; ++i) {
            PricedProduct memory product = _product();
            bytes32 what = "tokenDecimals";
            if (i == 0) product.tokenDecimals = 6;
            if (i == 1) (product.feedDecimals, what) = (37, "feedDecimals");
            if (i == 2) (product.openAge, what) = (0, "openAge");
            if (i == 3) (product.closeAge, what) = (599, "closeAge");
            if (i == 4) (product.closesAt, what) = (86_401, "session");
            if (i == 5) (product.daysOpen, what) = (0x1f, "session");
            if (i == 6) (product.sequencerGrace, what) = (1, "sequencerGrace");
            vm.expectRevert(abi.encodeWithSelector(IPricedProducts.ProductInvalid.selector, _token, what));
            _products.mapProduct(_token, product);
        }
        HostileFeed(_token).setDecimals(37);
        PricedProduct memory large = _product();
        large.tokenDecimals = 37;
        vm.expectRevert(
            abi.encodeWithSelector(IPricedProducts.ProductInvalid.selector, _token, bytes32("tokenDecimals"))
        );
        _products.mapProduct(_token, large);
    }

    function test_RevertWhen_AnybodyMaps() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, NOBODY));
        vm.prank(NOBODY);
        _products.mapProduct(_token, _product());
    }

    function _product() private view returns (PricedProduct memory product) {
        (product.class, product.tokenDecimals, product.feedDecimals) = (7, 18, 8);
        (product.openAge, product.closeAge, product.feed) = (600, 86_400, address(_feed));
    }

    function _nothing() private pure returns (PricedProduct memory product) {}

    function _ages(uint256 age, bool open, bool close) private {
        _feed.say(ANSWER, NOW, NOW - age);
        _assertPrice(CENTS, age, open, close);
    }

    function _sessionEdge(uint256 time, bool open) private {
        vm.warp(time);
        _feed.say(ANSWER, time, time);
        _assertPrice(CENTS, 0, open, true);
    }

    function _assertPrice(uint256 cents, uint256 age, bool open, bool close) private view {
        (uint256 c, uint256 a, bool o, bool e) = _products.priceOf(_token);
        assertEq(c, cents, "cents");
        assertEq(a, age, "age");
        assertEq(o, open, "open");
        assertEq(e, close, "close");
    }
}
