import { type Address } from "viem";
import { domainOf, field } from "../change/attestation.js";
import { type TypedData } from "../reader/index.js";
import type { ExposureBand } from "./exposure.js";

export type BandDataParameters = {
  /** Number of the chain: CAIP-2's after "eip155:". */
  readonly chainId: bigint;
  /** The leverage registry. */
  readonly leverage: Address;
  readonly band: ExposureBand;
};
export type BandDataReturnType = TypedData;
export type BandDataErrorType = never;

/** The EIP-712 data that the reporter of a venue that publishes no figures signs of an account. Pure. */
export function bandData({ chainId, leverage, band }: BandDataParameters): BandDataReturnType {
  return {
    domain: domainOf({ chainId, engine: leverage }),
    types: {
      Band: [
        ...[
          field("venue", "uint32"),
          field("registry", "uint32"),
          field("investor", "uint64"),
          field("wallet", "address"),
        ],
        ...[field("sequence", "uint24"), field("asOf", "uint48"), field("expiry", "uint48")],
        ...[field("headroom", "uint8"), field("withinCap", "bool"), field("increased", "bool")],
      ],
    },
    primaryType: "Band",
    message: { ...band },
  };
}
