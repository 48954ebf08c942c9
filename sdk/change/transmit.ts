import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Cause, CAUSES } from "../kinds/index.js";
import { type Call, encodeCall } from "./call.js";

export type TransmitParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly from: Address;
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
  /** Why they pass. */
  readonly cause: Cause;
  /** Hash of the document that shows it, not zero. */
  readonly instrument: Hex;
};
export type TransmitReturnType = Call;
export type TransmitErrorType = CallInvalidError;

/**
 * Builds the call that moves units to whom they pass without a sale. Sender: a transfer agent; another one has filed it by `fileOrder`.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function transmit({ token, from, to, amount, cause, instrument }: TransmitParameters): TransmitReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "transmit",
    args: [from, to, amount, CAUSES[cause], instrument],
  });
}
