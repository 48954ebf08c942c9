// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {Band, Leg, Report} from "../types/Exposures.sol";

/// @notice EIP-712 struct hashes of what venues sign.
library ReportHashes {
    bytes private constant LEG = "Leg(uint16 class,int112 quantity,uint56 notional)";
    bytes32 private constant LEG_TYPE = keccak256(LEG);
    bytes32 private constant REPORT_TYPE = keccak256(
        abi.encodePacked(
            "Report(uint32 venue,uint32 registry,uint64 investor,address wallet,uint24 sequence,uint48 asOf,",
            "uint56 collateral,uint56 debt,uint56 drawn,Leg[] legs)",
            LEG
        )
    );
    bytes32 private constant BAND_TYPE = keccak256(
        "Band(uint32 venue,uint32 registry,uint64 investor,address wallet,uint24 sequence,uint48 asOf,uint48 expiry,uint8 headroom,bool withinCap,bool increased)"
    );

    function ofReport(Report calldata said) internal pure returns (bytes32) {
        bytes32[] memory legs = new bytes32[](said.legs.length);
        for (uint256 i = 0; i < legs.length; ++i) {
            Leg calldata leg = said.legs[i];
            legs[i] = keccak256(abi.encode(LEG_TYPE, leg.class, leg.quantity, leg.notional));
        }
        return
            keccak256(
                abi.encode(
                    REPORT_TYPE,
                    said.venue,
                    said.registry,
                    said.investor,
                    said.wallet,
                    said.sequence,
                    said.asOf,
                    said.collateral,
                    said.debt,
                    said.drawn,
                    keccak256(abi.encodePacked(legs))
                )
            );
    }

    function ofBand(Band calldata said) internal pure returns (bytes32) {
        return keccak256(abi.encode(BAND_TYPE, said));
    }
}
