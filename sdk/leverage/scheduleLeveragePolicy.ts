import { type Address } from "viem";
import { leverageRegistryAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError } from "../errors/index.js";
import type { LeveragePolicy } from "./exposure.js";

export type ScheduleLeveragePolicyParameters = {
  /** The leverage registry. */
  readonly leverage: Address;
  readonly policy: LeveragePolicy;
  /** Unix seconds from which it is in force: the registry's notice from then, or later. */
  readonly from: bigint;
};
export type ScheduleLeveragePolicyReturnType = Call;
export type ScheduleLeveragePolicyErrorType = CallInvalidError;

/**
 * Builds the call that switches policies over all venues on or off. No law asks for them: they name the document that does. Sender: who may, by
 * the leverage registry's authority.
 *
 * @throws {CallInvalidError} when a number does not fit.
 */
export function scheduleLeveragePolicy({
  leverage,
  policy,
  from,
}: ScheduleLeveragePolicyParameters): ScheduleLeveragePolicyReturnType {
  return encodeCall(leverage, {
    abi: leverageRegistryAbi,
    functionName: "schedulePolicy",
    args: [policy, Number(from)],
  });
}
