import { type Address } from "viem";
import { type TypedData } from "../reader/index.js";
import { type AttestationDomain, domainOf, field } from "./attestation.js";

/** What the source of a token's halts says. */
export type HaltMessage = {
  readonly token: Address;
  /** Whether trading is halted where the security is traded first. */
  readonly halted: boolean;
  /** Unix seconds: when it was so. Later than of any message before. */
  readonly asOf: bigint;
  /** Unix seconds: the last in which it may be brought. */
  readonly deadline: bigint;
};

export type HaltDataParameters = AttestationDomain & HaltMessage;
export type HaltDataReturnType = TypedData;
export type HaltDataErrorType = never;

/** The EIP-712 data that the source of a token's halts signs. Pure. */
export function haltData({ chainId, engine, token, halted, asOf, deadline }: HaltDataParameters): HaltDataReturnType {
  return {
    domain: domainOf({ chainId, engine }),
    types: {
      TradingHalt: [
        field("token", "address"),
        field("halted", "bool"),
        field("asOf", "uint48"),
        field("deadline", "uint48"),
      ],
    },
    primaryType: "TradingHalt",
    message: { token, halted, asOf, deadline },
  };
}
