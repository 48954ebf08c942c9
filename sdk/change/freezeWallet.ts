import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type FreezeWalletParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  readonly wallet: Address;
  /** False ends the freeze. */
  readonly frozen: boolean;
};
export type FreezeWalletReturnType = Call;
export type FreezeWalletErrorType = CallInvalidError;

/**
 * Builds the call that freezes a whole wallet, or ends that. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function freezeWallet({ token, wallet, frozen }: FreezeWalletParameters): FreezeWalletReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "setWalletFrozen", args: [wallet, frozen] });
}
