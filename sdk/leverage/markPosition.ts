import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";

export type MarkPositionParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of an on-chain venue. */
  readonly venue: number;
  /** Number of the engine's registry. */
  readonly registry: number;
  /** Any wallet of the investor. */
  readonly wallet: Address;
};
export type MarkPositionReturnType = Call;
export type MarkPositionErrorType = CallInvalidError;

/**
 * Builds the call that reads an account of an on-chain venue, and the price, and takes it as a report; a call for margin opens or closes by it.
 * Sender: anybody.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function markPosition({ leverage, venue, registry, wallet }: MarkPositionParameters): MarkPositionReturnType {
  return encodeCall(leverage, { abi: leverageRegistryAbi, functionName: "mark", args: [venue, registry, wallet, 0n] });
}
