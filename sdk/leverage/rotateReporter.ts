import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";

export type RotateReporterParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the venue. */
  readonly venue: number;
  /** An account's key, or a contract that answers by ERC-1271; of an on-chain venue its contract. */
  readonly reporter: Address;
};
export type RotateReporterReturnType = Call;
export type RotateReporterErrorType = CallInvalidError;

/**
 * Builds the call by which another account reports for a venue from then on: what the last one signed and nobody brought is void. Sender: the
 * reporter, or who may by the leverage registry's authority.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function rotateReporter({ leverage, venue, reporter }: RotateReporterParameters): RotateReporterReturnType {
  return encodeCall(leverage, { abi: leverageRegistryAbi, functionName: "rotateReporter", args: [venue, reporter] });
}
