import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";

export type CloseAccountParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the venue. */
  readonly venue: number;
  /** Number of the engine's registry. */
  readonly registry: number;
  /** Any wallet of the investor. */
  readonly wallet: Address;
};
export type CloseAccountReturnType = Call;
export type CloseAccountErrorType = CallInvalidError;

/**
 * Builds the call that closes an account at which nothing is held, owed or encumbered. Sender: a wallet of the investor, or the venue's reporter.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function closeAccount({ leverage, venue, registry, wallet }: CloseAccountParameters): CloseAccountReturnType {
  return encodeCall(leverage, {
    abi: leverageRegistryAbi,
    functionName: "closeAccount",
    args: [venue, registry, wallet],
  });
}
