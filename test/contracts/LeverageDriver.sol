// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ILeverageRegistry} from "../../contracts/interfaces/ILeverageRegistry.sol";
import {Aggregate, Band, Report, VenueAccount} from "../../contracts/types/Exposures.sol";

/// @notice Reports for many venues at once, whoever refuses, and tells what each report left behind.
contract LeverageDriver {
    /// @param reason Selector of the error; 0: it was taken. @param all The investor's aggregate afterwards. @param called Whether a call is open there.
    struct Outcome {
        bytes4 reason;
        Aggregate all;
        bool called;
    }

    event Done(Outcome[] outcomes);

    /// @param bands Where `banded` says so, the band of that place is reported in place of the report.
    function run(
        ILeverageRegistry registry,
        Report[] calldata reports,
        Band[] calldata bands,
        bool[] calldata banded,
        uint64[] calldata investors
    ) external {
        Outcome[] memory outcomes = new Outcome[](reports.length);
        for (uint256 i = 0; i < reports.length; ++i) {
            if (banded[i]) {
                try registry.reportBand(bands[i]) {} catch (bytes memory data) {
                    outcomes[i].reason = bytes4(data);
                }
            } else {
                try registry.report(reports[i]) {} catch (bytes memory data) {
                    outcomes[i].reason = bytes4(data);
                }
            }
            outcomes[i].all = registry.aggregateOf(reports[i].registry, investors[i]);
            VenueAccount memory account = registry.accountAt(reports[i].venue, reports[i].registry, investors[i]);
            outcomes[i].called = account.callSince != 0;
        }
        emit Done(outcomes);
    }
}
