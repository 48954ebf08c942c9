import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type TransferFromParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly from: Address;
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
};
export type TransferFromReturnType = Call;
export type TransferFromErrorType = CallInvalidError;

/**
 * Builds the call that moves units of another wallet, within the allowance that it gave the sender.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function transferFrom({ token, from, to, amount }: TransferFromParameters): TransferFromReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "transferFrom", args: [from, to, amount] });
}
