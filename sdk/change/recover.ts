import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type RecoverParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly lost: Address;
};
export type RecoverReturnType = Call;
export type RecoverErrorType = CallInvalidError;

/**
 * Builds the call that moves all units of a lost wallet to its replacement, once the wait is over. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function recover({ token, lost }: RecoverParameters): RecoverReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "recover", args: [lost] });
}
