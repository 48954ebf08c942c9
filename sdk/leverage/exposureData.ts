import { type Address } from "viem";
import { domainOf, field } from "../change/attestation.js";
import { type TypedData } from "../reader/index.js";
import type { Exposure } from "./exposure.js";

export type ExposureDataParameters = {
  /** Number of the chain: CAIP-2's after "eip155:". */
  readonly chainId: bigint;
  /** The leverage registry. */
  readonly leverage: Address;
  readonly exposure: Exposure;
};
export type ExposureDataReturnType = TypedData;
export type ExposureDataErrorType = never;

/** The EIP-712 data that a venue's reporter signs of an account. Pure. */
export function exposureData({ chainId, leverage, exposure }: ExposureDataParameters): ExposureDataReturnType {
  return {
    domain: domainOf({ chainId, engine: leverage }),
    types: {
      Report: [
        ...[
          field("venue", "uint32"),
          field("registry", "uint32"),
          field("investor", "uint64"),
          field("wallet", "address"),
        ],
        ...[field("sequence", "uint24"), field("asOf", "uint48")],
        ...[field("collateral", "uint56"), field("debt", "uint56"), field("drawn", "uint56"), field("legs", "Leg[]")],
      ],
      Leg: [field("class", "uint16"), field("quantity", "int112"), field("notional", "uint56")],
    },
    primaryType: "Report",
    message: { ...exposure },
  };
}
