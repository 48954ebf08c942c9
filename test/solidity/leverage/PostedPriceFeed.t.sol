// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAttestations} from "../../../contracts/interfaces/IAttestations.sol";
import {IPostedPriceFeed} from "../../../contracts/interfaces/IPostedPriceFeed.sol";
import {SigningWallet} from "../../contracts/SigningWallet.sol";
import {TestBase} from "../TestBase.sol";

/// @notice Given a feed with eight decimals whose prices may move by 20 % at once, and a valuer whose role may post.
contract PostedPriceFeedTest is TestBase {
    uint64 private constant VALUER = 7;
    uint48 private constant NOW = 1_800_000_000;
    int256 private constant PRICE = 100e8;

    IPostedPriceFeed private _feed;
    AccessManager private _manager;
    address private _valuer;
    uint256 private _key;

    function setUp() public {
        vm.warp(NOW);
        _manager = AccessManager(deploy("AccessManager", abi.encode(address(this))));
        _feed = IPostedPriceFeed(
            deploy("PostedPriceFeed", abi.encode(address(_manager), uint8(8), "Fund A, net asset value", uint32(2_000)))
        );
        (_valuer, _key) = makeAddrAndKey("valuer");
        _allow(_valuer, 0);
    }

    function test_SpeaksTheAbi() public {
        _post(PRICE, NOW - 5);
        (uint80 id, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) = _feed.latestRoundData();
        assertTrue(id == 1 && answeredIn == 1 && answer == PRICE);
        assertTrue(startedAt == NOW - 5 && updatedAt == NOW - 5, "as old as the valuation");
        _post(PRICE + 1, NOW);
        (, answer, , , ) = _feed.getRoundData(1);
        assertEq(answer, PRICE);
        (id, answer, , , ) = _feed.latestRoundData();
        assertTrue(id == 2 && answer == PRICE + 1);
        assertEq(_feed.decimals(), 8);
        assertEq(_feed.version(), 1);
        assertEq(_feed.description(), "Fund A, net asset value");
    }

    function test_RevertWhen_ThereIsNoRound() public {
        vm.expectRevert(abi.encodeWithSelector(IPostedPriceFeed.RoundUnknown.selector, 0));
        _feed.latestRoundData();
        _post(PRICE, NOW);
        vm.expectRevert(abi.encodeWithSelector(IPostedPriceFeed.RoundUnknown.selector, 2));
        _feed.getRoundData(2);
        vm.expectRevert(abi.encodeWithSelector(IPostedPriceFeed.RoundUnknown.selector, 0));
        _feed.getRoundData(0);
    }

    function test_RevertWhen_APriceIsNone() public {
        int256 most = int256(uint256(type(uint192).max));
        int256[4] memory answers = [int256(0), -1, type(int256).min, most + 1];
        for (uint256 i = 0; i < answers.length; ++i) {
            _refused(
                answers[i],
                NOW,
                abi.encodeWithSelector(IPostedPriceFeed.PriceOutOfRange.selector, answers[i], most)
            );
        }
        _post(most, NOW);
    }

    function test_RevertWhen_ItIsOfTheFuture_OrNotLater() public {
        _refused(PRICE, NOW + 1, abi.encodeWithSelector(IPostedPriceFeed.PriceFromFuture.selector, NOW + 1, NOW));
        _refused(PRICE, 0, abi.encodeWithSelector(IPostedPriceFeed.PriceNotNewer.selector, 0, 0));
        _post(PRICE, NOW - 1);
        _refused(PRICE, NOW - 1, abi.encodeWithSelector(IPostedPriceFeed.PriceNotNewer.selector, NOW - 1, NOW - 1));
        _refused(PRICE, NOW - 2, abi.encodeWithSelector(IPostedPriceFeed.PriceNotNewer.selector, NOW - 2, NOW - 1));
        _post(PRICE, NOW);
    }

    function test_TheBound_IsInclusive_AndTheFirstPriceHasNone() public {
        _post(PRICE, NOW - 3);
        _refused(120e8 + 1, NOW, abi.encodeWithSelector(IPostedPriceFeed.PriceDeviates.selector, 2_001, 2_000));
        _refused(80e8 - 1, NOW, abi.encodeWithSelector(IPostedPriceFeed.PriceDeviates.selector, 2_001, 2_000));
        _post(120e8, NOW - 2);
        _post(96e8, NOW - 1);
        _feed.setMostDeviation(0);
        _post(1, NOW);
        assertEq(_feed.mostDeviation(), 0);
    }

    function test_Signed_AnybodyBringsIt_Once() public {
        bytes memory signature = _sign(PRICE, NOW);
        vm.prank(address(0xbeef));
        _feed.postSigned(PRICE, NOW, _valuer, signature);
        (, int256 answer, , uint256 updatedAt, ) = _feed.latestRoundData();
        assertTrue(answer == PRICE && updatedAt == NOW);
        vm.expectRevert(abi.encodeWithSelector(IPostedPriceFeed.PriceNotNewer.selector, NOW, NOW));
        _feed.postSigned(PRICE, NOW, _valuer, signature);
    }

    function test_RevertWhen_TheSignature_IsOfSomethingElse_OrOnAnotherChain() public {
        bytes memory signature = _sign(PRICE, NOW);
        _notSigned(PRICE + 1, NOW, _valuer, signature);
        _notSigned(PRICE, NOW - 1, _valuer, signature);
        vm.chainId(5);
        _notSigned(PRICE, NOW, _valuer, signature);
    }

    function test_RevertWhen_TheSigner_MayNotPostAtOnce() public {
        (address slow, uint256 key) = makeAddrAndKey("slow");
        bytes memory signature = _signBy(key, PRICE, NOW);
        vm.expectRevert(abi.encodeWithSelector(IPostedPriceFeed.PosterUnknown.selector, slow));
        _feed.postSigned(PRICE, NOW, slow, signature);
        _allow(slow, 3600);
        vm.expectRevert(abi.encodeWithSelector(IPostedPriceFeed.PosterUnknown.selector, slow));
        _feed.postSigned(PRICE, NOW, slow, signature);
        signature = _sign(PRICE, NOW);
        _manager.revokeRole(VALUER, _valuer);
        vm.expectRevert(abi.encodeWithSelector(IPostedPriceFeed.PosterUnknown.selector, _valuer));
        _feed.postSigned(PRICE, NOW, _valuer, signature);
    }

    function test_SignedByAContract() public {
        SigningWallet wallet = new SigningWallet();
        _allow(address(wallet), 0);
        _notSigned(PRICE, NOW, address(wallet), "");
        wallet.approve(_digest(PRICE, NOW));
        _feed.postSigned(PRICE, NOW, address(wallet), "");
    }

    function test_RevertWhen_AnybodyPosts_OrWidensTheBound() public {
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1));
        vm.expectRevert(refusal);
        vm.prank(address(1));
        _feed.post(PRICE, NOW);
        vm.expectRevert(refusal);
        vm.prank(address(1));
        _feed.setMostDeviation(0);
    }

    function _allow(address member, uint32 delay) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IPostedPriceFeed.post.selector;
        _manager.setTargetFunctionRole(address(_feed), selectors, VALUER);
        _manager.grantRole(VALUER, member, delay);
    }

    function _post(int256 answer, uint48 asOf) private {
        vm.prank(_valuer);
        _feed.post(answer, asOf);
    }

    function _refused(int256 answer, uint48 asOf, bytes memory reason) private {
        vm.expectRevert(reason);
        _post(answer, asOf);
    }

    function _notSigned(int256 answer, uint48 asOf, address signer, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IAttestations.SignatureInvalid.selector, signer, _digest(answer, asOf)));
        _feed.postSigned(answer, asOf, signer, signature);
    }

    function _sign(int256 answer, uint48 asOf) private view returns (bytes memory) {
        return _signBy(_key, answer, asOf);
    }

    function _signBy(uint256 key, int256 answer, uint48 asOf) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digest(answer, asOf));
        return abi.encodePacked(r, s, v);
    }

    function _digest(int256 answer, uint48 asOf) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Weighbridge"),
                keccak256("1"),
                block.chainid,
                address(_feed)
            )
        );
        bytes32 price = keccak256(abi.encode(keccak256("PostedPrice(int256 answer,uint48 asOf)"), answer, asOf));
        return keccak256(abi.encodePacked("\x19\x01", domain, price));
    }
}
