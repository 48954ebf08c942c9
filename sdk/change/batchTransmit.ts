import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Cause, CAUSES } from "../kinds/index.js";
import { type Call, encodeCall } from "./call.js";

export type BatchTransmitParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** In order, all or none. */
  readonly movements: readonly { readonly from: Address; readonly to: Address; readonly amount: bigint }[];
  /** Why they pass. */
  readonly cause: Cause;
  /** Hash of the document that shows them all, not zero. */
  readonly instrument: Hex;
};
export type BatchTransmitReturnType = Call;
export type BatchTransmitErrorType = CallInvalidError;

/**
 * Builds the call that makes several transmissions for one cause, by one document. Sender: a transfer agent; another one has filed it by `fileOrder`.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function batchTransmit({
  token,
  movements,
  cause,
  instrument,
}: BatchTransmitParameters): BatchTransmitReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "batchTransmit",
    args: [
      movements.map(({ from }) => from),
      movements.map(({ to }) => to),
      movements.map(({ amount }) => amount),
      CAUSES[cause],
      instrument,
    ],
  });
}
