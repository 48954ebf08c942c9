// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Finding} from "./Finding.sol";

/// @notice How much may move: every amount from `least` to `most` is allowed. `least - 1` and `most + 1` are not, unless they are the whole balance.
/// @dev Where another contract is asked, nobody can know so much: then `proven` is false, `least`, `most` and the whole balance were asked and are
/// allowed, those between may be refused, and others may be allowed.
/// @param least Token units, 1 or more; 0, with `most`: no amount is allowed, or none but the whole balance.
/// @param most Token units, inclusive. Of several intervals this one reaches highest. It ends with the whole balance if that is allowed and follows.
/// @param whole Whether all that the sender's wallet holds may move at once; false if it holds nothing, or there is no sender.
/// @param tried An amount that is refused: `most + 1`; where that is 1, the one that the rules come closest to, as far as the wallet has it. 0: nothing that was tried is
/// refused, which only happens where it is not proven.
/// @param binding The first finding against `tried`; all zero if that is only more than the wallet's free units.
/// @param from Unix seconds from which `tried` would be allowed, if nothing else changes; 0 if time does not help, or nobody knows when.
/// @param proven False: a rule that binds asks another contract.
struct Headroom {
    uint256 least;
    uint256 most;
    bool whole;
    uint256 tried;
    Finding binding;
    uint256 from;
    bool proven;
}
