import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";

export type SetLeverageTierParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  /** 1 to 3. */
  readonly tier: number;
  /** Mask of statuses, all of which, fresh, make an investor one of the tier; 0: nobody is. */
  readonly statuses: number;
};
export type SetLeverageTierReturnType = Call;
export type SetLeverageTierErrorType = CallInvalidError;

/**
 * Builds the call that says which evidence makes a tier of investors. Sender: who may, by the leverage registry's authority.
 *
 * @throws {CallInvalidError} when a number does not fit.
 */
export function setLeverageTier({ leverage, tier, statuses }: SetLeverageTierParameters): SetLeverageTierReturnType {
  return encodeCall(leverage, { abi: leverageRegistryAbi, functionName: "setTier", args: [tier, statuses] });
}
