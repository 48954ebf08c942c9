import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Cause, CAUSES } from "../kinds/index.js";
import { type Call, encodeCall } from "./call.js";

export type TransmitToSuspenseParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly from: Address;
  /** Names whom the units wait for: an address that the registry does not know. */
  readonly beneficiary: Address;
  /** Token units. */
  readonly amount: bigint;
  /** Why they pass. */
  readonly cause: Cause;
  /** Hash of the document that shows it, not zero. */
  readonly instrument: Hex;
};
export type TransmitToSuspenseReturnType = Call;
export type TransmitToSuspenseErrorType = CallInvalidError;

/**
 * Builds the call that moves units by transmission to the suspense account. Sender: a transfer agent; another one has filed it by `fileOrder`.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function transmitToSuspense({
  token,
  from,
  beneficiary,
  amount,
  cause,
  instrument,
}: TransmitToSuspenseParameters): TransmitToSuspenseReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "transmitToSuspense",
    args: [from, beneficiary, amount, CAUSES[cause], instrument],
  });
}
