import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type MintParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
};
export type MintReturnType = Call;
export type MintErrorType = CallInvalidError;

/**
 * Builds the call that creates units in a wallet. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function mint({ token, to, amount }: MintParameters): MintReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "mint", args: [to, amount] });
}
