import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ReleaseHoldByOrderParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** Number of the hold. */
  readonly id: bigint;
  /** Hash of the document behind it, not zero. */
  readonly instrument: Hex;
};
export type ReleaseHoldByOrderReturnType = Call;
export type ReleaseHoldByOrderErrorType = CallInvalidError;

/**
 * Builds the call that releases pledged units by a document, without the pledgee. Sender: a transfer agent; another one has filed it by `fileOrder`.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function releaseHoldByOrder({
  token,
  id,
  instrument,
}: ReleaseHoldByOrderParameters): ReleaseHoldByOrderReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "releaseHoldByOrder", args: [id, instrument] });
}
