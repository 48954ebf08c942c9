import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ReleasePartParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** Number of the hold. */
  readonly id: bigint;
  /** Token units, 1 to all of the hold. */
  readonly units: bigint;
};
export type ReleasePartReturnType = Call;
export type ReleasePartErrorType = CallInvalidError;

/**
 * Builds the call that releases part of what is pledged. Sender: the pledgee.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 * @example
 * const call = releasePart({ token, id: 7n, units: 25n });
 */
export function releasePart({ token, id, units }: ReleasePartParameters): ReleasePartReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "releasePart", args: [id, units] });
}
