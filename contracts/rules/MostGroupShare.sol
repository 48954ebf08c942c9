// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Shape} from "../types/Kinds.sol";
import {Reading} from "../types/Reading.sol";
import {Rule} from "../types/Rule.sol";

/// @notice The members of a group hold, after the movement, at most a share of the larger of floor and supply; units of who is excluded count on neither
/// side. A share that is to be undercut is itself refused.
/// @dev Both sides are counted in ten thousandths of a unit, so that the decision rounds nothing; measured is told in units, rounded up, and limit rounded
/// down. It judges what can make the share larger (`_grows`). Made for 29 USC 1002(42) (less than 25 percent of
/// each class held by benefit plan investors, an entity only to its own share) and for limits on foreign ownership.
library MostGroupShare {
    function judge(
        Rule rule,
        Reading memory reading,
        uint256 amount,
        uint256 supplyAfter
    ) internal pure returns (bool refused, uint256 measured, uint256 limit) {
        unchecked {
            // fits: units and supply are below 2**113, weights and shares below 2**14
            uint256 held = _less(reading.used + amount * reading.toWeight, amount * reading.fromWeight);
            uint256 excluded = _less(reading.beside + amount * reading.toBeside, amount * reading.fromBeside);
            uint256 base = _less(supplyAfter, excluded);
            if (base < rule.limit()) base = rule.limit();
            uint256 most = _share(rule) * base - _gap(rule);
            measured = (held + Shape.BASIS_POINTS - 1) / Shape.BASIS_POINTS;
            limit = most / Shape.BASIS_POINTS;
            refused = held > most && _grows(rule, reading, supplyAfter);
        }
    }

    /// @notice Which amounts pass, from 1 on. `most` below `least`: none. Where two intervals do, the higher one, unless it begins above `upTo`.
    /// @dev Solves held + amount × weight <= share × base, with the floor as base or with what the amount makes of the supply. A mint to who weighs less
    /// than the share thins it out, and so does a sale out of what is excluded: there a large amount may pass where a small one does not.
    /// @param supply Before the movement. @param minted Whether it grows by the amount.
    function room(
        Rule rule,
        Reading memory reading,
        uint256 supply,
        bool minted,
        uint256 upTo
    ) internal pure returns (uint256 least, uint256 most) {
        if (!_grows(rule, reading, supply)) return (1, Shape.MOST_UNITS);
        unchecked {
            // fits: as above, with a sign
            int256 share = int256(_share(rule));
            int256 held = int256(reading.used + _gap(rule));
            int256 weight = int256(reading.toWeight) - int256(reading.fromWeight);
            int256 growth = (minted ? int256(1) : int256(0)) - int256(reading.toBeside) + int256(reading.fromBeside);
            (least, most) = _passing(share * int256(rule.limit()) - held, weight);
            int256 base = int256(_less(supply, reading.beside));
            (uint256 otherLeast, uint256 otherMost) = _passing(share * base - held, weight - share * growth);
            if (otherLeast < least) (least, most, otherLeast, otherMost) = (otherLeast, otherMost, least, most);
            if (most < least) return (otherLeast, otherMost);
            if (otherLeast > most + 1) return otherLeast > upTo ? (least, most) : (otherLeast, otherMost);
            if (otherMost > most) most = otherMost;
        }
    }

    /// @dev Amounts whose `slope` fold is at most `spare`.
    function _passing(int256 spare, int256 slope) private pure returns (uint256 least, uint256 most) {
        unchecked {
            if (slope > 0) return (1, spare < 0 ? 0 : uint256(spare / slope));
            if (spare >= 0) return (1, Shape.MOST_UNITS);
            return slope == 0 ? (1, 0) : (uint256((slope + 1 + spare) / slope), Shape.MOST_UNITS);
        }
    }

    /// @dev More weight comes than goes, or units leave the base. Of a member that sells to who is excluded both sides fall: the share does not grow if
    /// the member weighs no less than the group does. While the supply is not known, 0, the base is the floor: then it
    /// may seem to grow where it does not, never the other way, and what is refused is judged anew with the supply.
    /// @param supply Before the movement; of a mint, which takes no weight away, before or after.
    function _grows(Rule rule, Reading memory reading, uint256 supply) private pure returns (bool) {
        if (reading.toWeight > reading.fromWeight) return true;
        if (reading.toBeside <= reading.fromBeside) return false;
        uint256 base = _less(supply, reading.beside);
        if (base < rule.limit()) base = rule.limit();
        unchecked {
            return (reading.fromWeight - reading.toWeight) * base < reading.used; // fits: as above
        }
    }

    /// @dev Basis points.
    function _share(Rule rule) private pure returns (uint256) {
        return rule.window() & (Shape.STRICTLY - 1);
    }

    /// @dev What must be left below the share: nothing, or the smallest part of a unit.
    function _gap(Rule rule) private pure returns (uint256) {
        return rule.window() >= Shape.STRICTLY ? 1 : 0;
    }

    /// @dev Below zero only where `explain` goes on after it has said that the units are not there.
    function _less(uint256 a, uint256 b) private pure returns (uint256) {
        unchecked {
            return a > b ? a - b : 0;
        }
    }
}
