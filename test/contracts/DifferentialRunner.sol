// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The cheatcodes of EDR's test runner that the runner uses.
interface RunnerVm {
    function getCode(string calldata artifact) external view returns (bytes memory creationCode);
    function parseUint(string calldata text) external pure returns (uint256);
    function toString(uint256 value) external pure returns (string memory);
    function readFile(string calldata path) external view returns (string memory);
    function readFileBinary(string calldata path) external view returns (bytes memory);
    function writeFileBinary(string calldata path, bytes calldata data) external;
    /// @notice Sets `block.timestamp`, in unix seconds.
    function warp(uint256 timestamp) external;
}

/// @notice Puts calls, one a file, to a harness on the engine, each at a time of its own, and writes the answers into files. Run by EDR's test runner,
/// since that keeps no trace of what it executes: many times faster than calls to its provider.
contract DifferentialRunner {
    error NotDeployed(string artifact);

    /// @dev Gas of one call, several times what 100 cases take of which many ask contracts that burn all they get: an engine that runs in circles ends.
    uint256 private constant GAS = 4_000_000_000;

    RunnerVm private constant VM = RunnerVm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev The folder has: `count`, how many calls there are; `0.in` and so on, each the time as one word, then the call's data. It gets: `0.out`
    /// and so on, what the call returned; `harness`, its address.
    function test_Run() external {
        address meters = _deploy("WeighbridgeMeters", "");
        address half = _deploy("WeighbridgeRehearsals", abi.encode(meters));
        half = _deploy("WeighbridgeHeadroom", abi.encode(half, meters));
        half = _deploy("WeighbridgeEnrolment", abi.encode(half));
        half = _deploy("WeighbridgeAdmin", abi.encode(half));
        address engine = _deploy("Weighbridge", abi.encode(half, meters));
        address harness = _deploy("DifferentialHarness", abi.encode(engine));
        VM.writeFileBinary("harness", abi.encodePacked(harness));
        uint256 count = VM.parseUint(VM.readFile("count"));
        uint256 free;
        for (uint256 i = 0; i < count; ++i) {
            assembly ("memory-safe") {
                free := mload(0x40)
            }
            _put(harness, VM.toString(i));
            // What one call took of the memory is the next one's.
            assembly ("memory-safe") {
                mstore(0x40, free)
            }
        }
    }

    function _put(address harness, string memory name) private {
        bytes memory input = VM.readFileBinary(string.concat(name, ".in"));
        bytes memory data;
        uint256 time;
        assembly ("memory-safe") {
            time := mload(add(input, 32))
            data := add(input, 32)
            mstore(data, sub(mload(input), 32))
        }
        VM.warp(time);
        (bool done, bytes memory answer) = harness.call{gas: GAS}(data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
        VM.writeFileBinary(string.concat(name, ".out"), answer);
    }

    function _deploy(string memory artifact, bytes memory arguments) private returns (address place) {
        bytes memory creation = bytes.concat(VM.getCode(artifact), arguments);
        assembly ("memory-safe") {
            place := create(0, add(creation, 32), mload(creation))
        }
        if (place == address(0)) revert NotDeployed(artifact);
    }
}
