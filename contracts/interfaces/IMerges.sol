// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {InvestorFacts} from "../types/Record.sol";

/// @title Two investors who are one
/// @custom:access-control The registry's authority, by the selector of `merge`.
interface IMerges {
    /// @notice Every wallet of `gone` belongs to `kept` now, and has the facts of `kept`.
    event InvestorsMerged(
        uint32 indexed registry,
        uint64 indexed kept,
        uint64 indexed gone,
        InvestorFacts keptFacts,
        InvestorFacts goneFacts
    );

    /// @notice Both wallets belong to one investor already.
    error InvestorsSame(uint32 registry, uint64 investor);
    /// @notice One of the two is blocked, and the other is not: a merge would end the block, or extend it.
    error BlockNotShared(uint32 registry, uint64 kept, uint64 gone);
    /// @notice What is borrowed stands under the number that would go.
    error InvestorLeveraged(uint32 registry, uint64 gone);
    /// @notice `units` of the token in a wallet of the investor who would go are held for a pledgee.
    error UnitsHeld(address token, address wallet, uint256 units);
    /// @notice Owners are stated to stand behind the investor who would go: take the statement back first.
    error OwnersBehind(address token, uint64 gone);
    /// @notice The investor who would go holds a token whose program, in force or to come, has a rule on positions: the position stands under its number.
    error PositionsOpen(address token, uint64 gone);

    /// @notice Makes the investor who has `gone` a part of the one who has `kept`. The number that goes is never used again, and leads to the
    /// other for ever: `aliasOf`.
    /// @dev Emits `InvestorsMerged`. The facts of `kept` are those of all wallets from now on; change them by `update` first, if those of `gone`
    /// are the right ones. Frozen units stay where they are. What was attested later of either is later than what may be attested of both.
    /// In the counts two holders of a token become one. Holding and counts may then be above a limit: that refuses further increases, and nobody's
    /// exit. Of all tokens only one that keeps lots is called, if those of one of the two are written and the other is a holder whose are not.
    /// Reverts if the wallets are more than 8 in all (`WalletsOutOfRange`), if one of the two is blocked alone or is a suspense account
    /// (`SuspenseAccount`), if the one who goes is leveraged or has held units in a token of the list, and if a token that is called does not
    /// answer (`HoldingUnreadable`).
    /// @param kept Any wallet of the investor who stays.
    /// @param gone Any wallet of the investor who goes.
    /// @param tokens All tokens that the one who goes holds, and any others of the registry; strictly ascending, as in `reclassify`.
    function merge(uint32 registry, address kept, address gone, address[] calldata tokens) external;

    /// @notice Into which number this one was merged: one step, the answer may have been merged itself. 0: into none.
    function aliasOf(uint32 registry, uint64 investor) external view returns (uint64 kept);
}
