import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type AnnounceRecoveryParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly lost: Address;
  /** Another wallet of the same investor. */
  readonly replacement: Address;
  /** Hash of what proves the loss, not zero. */
  readonly instrument: Hex;
};
export type AnnounceRecoveryReturnType = Call;
export type AnnounceRecoveryErrorType = CallInvalidError;

/**
 * Builds the call that bars a wallet whose key is lost, and starts the wait for its recovery. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a value does not fit.
 */
export function announceRecovery({
  token,
  lost,
  replacement,
  instrument,
}: AnnounceRecoveryParameters): AnnounceRecoveryReturnType {
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "announceRecovery",
    args: [lost, replacement, instrument],
  });
}
