import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ForcedTransferToSuspenseParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly from: Address;
  /** Names whom the units wait for: an address that the registry does not know. */
  readonly beneficiary: Address;
  /** Token units. */
  readonly amount: bigint;
  /** Hash of the order, not zero. */
  readonly instrument: Hex;
};
export type ForcedTransferToSuspenseReturnType = Call;
export type ForcedTransferToSuspenseErrorType = CallInvalidError;

/**
 * Builds the call that moves units by order to the suspense account. Sender: a transfer agent; another one has filed it by `fileOrder`.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function forcedTransferToSuspense({
  token,
  from,
  beneficiary,
  amount,
  instrument,
}: ForcedTransferToSuspenseParameters): ForcedTransferToSuspenseReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "forcedTransferToSuspense",
    args: [from, beneficiary, amount, instrument],
  });
}
