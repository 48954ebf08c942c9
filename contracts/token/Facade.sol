// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IWeighbridge} from "../interfaces/IWeighbridge.sol";

/// @title What answers for one token in the words of another standard
/// @dev Runs as a clone whose own code ends with the token's address. It keeps nothing, and decides nothing.
abstract contract Facade {
    IWeighbridge internal immutable _engine;

    constructor(IWeighbridge engine_) {
        _engine = engine_;
    }

    function _token() internal view returns (address token) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (address));
    }
}
