import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type CancelRecoveryParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly lost: Address;
};
export type CancelRecoveryReturnType = Call;
export type CancelRecoveryErrorType = CallInvalidError;

/**
 * Builds the call that ends an announced recovery, and frees the wallet unless it was frozen for another reason. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function cancelRecovery({ token, lost }: CancelRecoveryParameters): CancelRecoveryReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "cancelRecovery", args: [lost] });
}
