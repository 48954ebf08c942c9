import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ReleaseFromSuspenseParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** Whom the units wait for. */
  readonly beneficiary: Address;
  /** A wallet that the registry knows. */
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
  /** Hash of what shows that the receiver is entitled, not zero. */
  readonly instrument: Hex;
};
export type ReleaseFromSuspenseReturnType = Call;
export type ReleaseFromSuspenseErrorType = CallInvalidError;

/**
 * Builds the call that moves units out of the suspense account. Sender: a transfer agent; another one has filed it by `fileOrder`.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function releaseFromSuspense({
  token,
  beneficiary,
  to,
  amount,
  instrument,
}: ReleaseFromSuspenseParameters): ReleaseFromSuspenseReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "releaseFromSuspense",
    args: [beneficiary, to, amount, instrument],
  });
}
