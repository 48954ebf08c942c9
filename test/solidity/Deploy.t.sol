// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {TestBase} from "./TestBase.sol";

/// @notice `deploy` of the test base, apart from the rest: it needs the contracts to be compiled.
contract DeployTest is TestBase {
    function test_DeployRunsTheCompiledCode() public {
        address place = deploy("WeighbridgeMeters", "");
        assertGe(place.code.length, 1, "code");
    }

    function test_RevertWhen_TheConstructorReverts() public {
        vm.expectRevert(abi.encodeWithSelector(NotDeployed.selector, "SecurityToken"));
        this.deployTokenWithoutEngine();
    }

    function deployTokenWithoutEngine() external returns (address) {
        return deploy("SecurityToken", abi.encode(address(0), address(0), "Fund", "FND", uint8(0)));
    }
}
