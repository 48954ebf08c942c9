import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ForcedTransferParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly from: Address;
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
  /** Hash of the document that orders it, not zero. */
  readonly instrument: Hex;
};
export type ForcedTransferReturnType = Call;
export type ForcedTransferErrorType = CallInvalidError;

/**
 * Builds the call that moves units by order of a court or authority. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function forcedTransfer({
  token,
  from,
  to,
  amount,
  instrument,
}: ForcedTransferParameters): ForcedTransferReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "forcedTransfer",
    args: [from, to, amount, instrument],
  });
}
