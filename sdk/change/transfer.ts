import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type TransferParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
};
export type TransferReturnType = Call;
export type TransferErrorType = CallInvalidError;

/**
 * Builds the call that moves units of the sender.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function transfer({ token, to, amount }: TransferParameters): TransferReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "transfer", args: [to, amount] });
}
