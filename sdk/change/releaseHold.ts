import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ReleaseHoldParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** Number of the hold. */
  readonly id: bigint;
};
export type ReleaseHoldReturnType = Call;
export type ReleaseHoldErrorType = CallInvalidError;

/**
 * Builds the call that releases pledged units. Sender: the pledgee.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function releaseHold({ token, id }: ReleaseHoldParameters): ReleaseHoldReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "releaseHold", args: [id] });
}
