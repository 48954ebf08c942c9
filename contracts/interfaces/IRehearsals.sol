// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Answer, Finding} from "../types/Finding.sol";
import {Movement} from "../types/Movement.sol";

/// @title The decision under another program, at another time
/// @notice Balances, records, freezes, pauses and counts are those of now; the program and the clock are the caller's. Asked about the program in
/// force and about now, the answers are those of `IEngine`, in every case: the same function decides. Nothing here reverts, whatever is asked.
///
/// Which program: by its id; zero stands for the one that will be in force at the time asked about, if nobody does anything until then: the one that is
/// scheduled, from its `effectiveFrom` on; but not while it awaits lots or groups, which time alone does not bring. Any published program may be
/// named, whether or not it was ever scheduled for the token. One that was never published, and any for a token that was not admitted, is none:
/// `ProgramMissing`.
///
/// What the books do not have for it: what they would have at once. Holders of its groups are counted from those of each country; where the
/// token keeps no lots and the program judges them, all that an investor holds is one lot of today, as if the keeping began now. Lots that are
/// kept are taken as they stand, complete or not.
///
/// When: in unix seconds; zero stands for now. Evidence, dates and holding periods are judged as of then, also of a time that has passed; who held what
/// at that time is asked on a block of that time.
interface IRehearsals {
    /// @notice Whether the movement would be allowed, and the first reason why not.
    /// @param token The one that is asked about; what the movement says of a token is not read.
    /// @param programId Zero: as above.
    /// @param asOf Unix seconds; zero: now.
    /// @return allowed True iff nothing stands against it.
    /// @return first All zero if allowed.
    /// @return program The program that was judged by; zero if there is none.
    function checkAs(
        address token,
        bytes32 programId,
        Movement calldata movement,
        uint256 asOf
    ) external view returns (bool allowed, Finding memory first, address program);

    /// @notice `checkAs` for many movements, of the tokens that they name, each judged alone on the same state.
    function checkManyAs(
        bytes32 programId,
        Movement[] calldata movements,
        uint256 asOf
    ) external view returns (Answer[] memory answers);

    /// @notice Every reason why the movement would be refused; empty iff `checkAs` allows it.
    /// @dev After a reason that leaves nothing to judge (an unknown wallet, say), the list ends.
    /// @param token The one that is asked about; what the movement says of a token is not read.
    /// @param programId Zero: as above.
    /// @param asOf Unix seconds; zero: now.
    /// @return findings In the order in which they are judged.
    /// @return program The program that was judged by; zero if there is none.
    function explainAs(
        address token,
        bytes32 programId,
        Movement calldata movement,
        uint256 asOf
    ) external view returns (Finding[] memory findings, address program);
}
