// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The part of the test runner's cheatcodes that our tests use. Add a line when a test needs one more.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    /// @notice Sets `block.timestamp`, in unix seconds.
    function warp(uint256 timestamp) external;
    function roll(uint256 blockNumber) external;
    function chainId(uint256 id) external;
    /// @notice Sets the caller of the next call only.
    function prank(address caller) external;
    function startPrank(address caller) external;
    function stopPrank() external;
    function deal(address account, uint256 wei_) external;
    function etch(address account, bytes calldata code) external;
    function store(address account, bytes32 slot, bytes32 value) external;
    function load(address account, bytes32 slot) external view returns (bytes32);
    function assume(bool condition) external pure;
    function expectRevert() external;
    function expectRevert(bytes4 selector) external;
    function expectRevert(bytes calldata reason) external;
    function expectEmit() external;
    function expectEmit(address emitter) external;
    function expectCall(address callee, bytes calldata data) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function addr(uint256 privateKey) external pure returns (address);
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function label(address account, string calldata name) external;
    function snapshotState() external returns (uint256 id);
    function revertToState(uint256 id) external returns (bool);
    /// @notice Writes the gas of the last call to snapshots/, where `--snapshot-check` compares it.
    function snapshotGasLastCall(string calldata name) external returns (uint256 gas);
    /// @notice Unix milliseconds of this machine. A test that has asked fails without being run again for a stack trace, of which each step takes memory.
    function unixTime() external view returns (uint256 milliseconds);
    function toString(uint256 value) external pure returns (string memory);
    function toString(address value) external pure returns (string memory);
    /// @notice Creation code of a compiled contract, so that a test need not compile it once more.
    function getCode(string calldata artifact) external view returns (bytes memory creationCode);
}

/// @notice What every Solidity test starts from: cheatcodes, assertions with their numbers, `bound`, and the invariant runner's targets.
abstract contract TestBase {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    error NotTrue(string what);
    error NotEqualUint(uint256 actual, uint256 expected, string what);
    error NotEqualInt(int256 actual, int256 expected, string what);
    error NotEqualAddress(address actual, address expected, string what);
    error NotEqualBytes32(bytes32 actual, bytes32 expected, string what);
    error NotEqualBytes(bytes actual, bytes expected, string what);
    error NotAtMost(uint256 actual, uint256 limit, string what);
    error NotAtLeast(uint256 actual, uint256 limit, string what);
    error EmptyBounds(uint256 min, uint256 max);
    error NotDeployed(string artifact);

    /// @dev The runner's address: the low 20 bytes of keccak256("hevm cheat code").
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev The runner looks for this flag to know a test contract.
    bool public constant IS_TEST = true;

    address[] private _targetContracts;
    address[] private _targetSenders;
    FuzzSelector[] private _targetSelectors;

    // The invariant runner reads the next three by name.

    function targetContracts() public view returns (address[] memory) {
        return _targetContracts;
    }

    function targetSenders() public view returns (address[] memory) {
        return _targetSenders;
    }

    function targetSelectors() public view returns (FuzzSelector[] memory) {
        return _targetSelectors;
    }

    function targetContract(address target) internal {
        _targetContracts.push(target);
    }

    function targetSender(address sender) internal {
        _targetSenders.push(sender);
    }

    function targetSelector(address target, bytes4[] memory selectors) internal {
        _targetSelectors.push(FuzzSelector({addr: target, selectors: selectors}));
    }

    /// @notice Folds `x` into `min`..`max`, both inclusive. A value already inside stays, so that counterexamples read as they ran.
    function bound(uint256 x, uint256 min, uint256 max) internal pure returns (uint256) {
        if (min > max) revert EmptyBounds(min, max);
        if (x >= min && x <= max) return x;
        uint256 size = max - min;
        // The whole range: size + 1 would overflow, and every x was inside.
        unchecked {
            return min + (x % (size + 1)); // fits: size < 2**256 - 1, or x was inside
        }
    }

    /// @notice Deploys a contract of `contracts/` as it was compiled for release.
    /// @param arguments Of the constructor, ABI-encoded.
    function deploy(string memory artifact, bytes memory arguments) internal returns (address place) {
        bytes memory creation = bytes.concat(vm.getCode(artifact), arguments);
        assembly ("memory-safe") {
            place := create(0, add(creation, 32), mload(creation))
        }
        if (place == address(0)) revert NotDeployed(artifact);
        vm.label(place, artifact);
    }

    /// @notice A labelled address that nothing else uses.
    function makeAddr(string memory name) internal returns (address account) {
        account = address(uint160(uint256(keccak256(bytes(name)))));
        vm.label(account, name);
    }

    /// @notice A labelled address with the key to sign for it.
    function makeAddrAndKey(string memory name) internal returns (address account, uint256 privateKey) {
        privateKey = uint256(keccak256(bytes(name)));
        account = vm.addr(privateKey);
        vm.label(account, name);
    }

    function assertTrue(bool condition) internal pure {
        assertTrue(condition, "");
    }

    function assertTrue(bool condition, string memory what) internal pure {
        if (!condition) revert NotTrue(what);
    }

    function assertFalse(bool condition) internal pure {
        assertTrue(!condition, "");
    }

    function assertFalse(bool condition, string memory what) internal pure {
        assertTrue(!condition, what);
    }

    function assertEq(uint256 actual, uint256 expected) internal pure {
        assertEq(actual, expected, "");
    }

    function assertEq(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert NotEqualUint(actual, expected, what);
    }

    function assertEq(int256 actual, int256 expected) internal pure {
        if (actual != expected) revert NotEqualInt(actual, expected, "");
    }

    function assertEq(address actual, address expected) internal pure {
        assertEq(actual, expected, "");
    }

    function assertEq(address actual, address expected, string memory what) internal pure {
        if (actual != expected) revert NotEqualAddress(actual, expected, what);
    }

    function assertEq(bytes32 actual, bytes32 expected) internal pure {
        assertEq(actual, expected, "");
    }

    function assertEq(bytes32 actual, bytes32 expected, string memory what) internal pure {
        if (actual != expected) revert NotEqualBytes32(actual, expected, what);
    }

    function assertEq(bool actual, bool expected) internal pure {
        assertTrue(actual == expected, "");
    }

    function assertEq(bool actual, bool expected, string memory what) internal pure {
        assertTrue(actual == expected, what);
    }

    function assertEq(bytes memory actual, bytes memory expected) internal pure {
        if (keccak256(actual) != keccak256(expected)) revert NotEqualBytes(actual, expected, "");
    }

    function assertEq(string memory actual, string memory expected) internal pure {
        assertEq(bytes(actual), bytes(expected));
    }

    function assertLe(uint256 actual, uint256 limit) internal pure {
        assertLe(actual, limit, "");
    }

    function assertLe(uint256 actual, uint256 limit, string memory what) internal pure {
        if (actual > limit) revert NotAtMost(actual, limit, what);
    }

    function assertGe(uint256 actual, uint256 limit) internal pure {
        assertGe(actual, limit, "");
    }

    function assertGe(uint256 actual, uint256 limit, string memory what) internal pure {
        if (actual < limit) revert NotAtLeast(actual, limit, what);
    }
}
