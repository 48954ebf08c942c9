import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type BurnParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly from: Address;
  /** Token units. */
  readonly amount: bigint;
};
export type BurnReturnType = Call;
export type BurnErrorType = CallInvalidError;

/**
 * Builds the call that destroys units of a wallet. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function burn({ token, from, amount }: BurnParameters): BurnReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "burn", args: [from, amount] });
}
