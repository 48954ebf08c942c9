import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";

export type SetHeadParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** Number of the engine's registry. */
  readonly registry: number;
  /** Any wallet of the investor who is controlled; it has no account open. */
  readonly wallet: Address;
  /** Any wallet of who controls it, and is controlled by nobody; zero: nobody does. */
  readonly head: Address;
};
export type SetHeadReturnType = Call;
export type SetHeadErrorType = CallInvalidError;

/**
 * Builds the call that says who controls an investor: over all venues both count as one. Sender: who may, by the leverage registry's authority.
 *
 * @throws {CallInvalidError} when an address is none.
 */
export function setHead({ leverage, registry, wallet, head }: SetHeadParameters): SetHeadReturnType {
  return encodeCall(leverage, { abi: leverageRegistryAbi, functionName: "setHead", args: [registry, wallet, head] });
}
