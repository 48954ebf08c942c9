import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";

export type OpenAccountParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the venue. */
  readonly venue: number;
  /** Number of the engine's registry. */
  readonly registry: number;
};
export type OpenAccountReturnType = Call;
export type OpenAccountErrorType = CallInvalidError;

/**
 * Builds the call by which an investor opens its account at a venue: from then on the venue may report of it, and no other way. Sender: a wallet
 * of the investor.
 *
 * @throws {CallInvalidError} when a number does not fit.
 */
export function openAccount({ leverage, venue, registry }: OpenAccountParameters): OpenAccountReturnType {
  return encodeCall(leverage, { abi: leverageRegistryAbi, functionName: "openAccount", args: [venue, registry] });
}
