import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type ApproveParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly spender: Address;
  /** Token units; 2^256 − 1 never runs out. */
  readonly amount: bigint;
};
export type ApproveReturnType = Call;
export type ApproveErrorType = CallInvalidError;

/**
 * Builds the call that lets a spender move units of the sender.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function approve({ token, spender, amount }: ApproveParameters): ApproveReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "approve", args: [spender, amount] });
}
