import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type UnpauseParameters = {
  /** A SecurityToken. */
  readonly token: Address;
};
export type UnpauseReturnType = Call;
export type UnpauseErrorType = CallInvalidError;

/**
 * Builds the call that lets units move again. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function unpause({ token }: UnpauseParameters): UnpauseReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "unpause" });
}
