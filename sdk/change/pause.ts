import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type PauseParameters = {
  /** A SecurityToken. */
  readonly token: Address;
};
export type PauseReturnType = Call;
export type PauseErrorType = CallInvalidError;

/**
 * Builds the call that stops every movement but forced ones. Sender: a guardian.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function pause({ token }: PauseParameters): PauseReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "pause" });
}
