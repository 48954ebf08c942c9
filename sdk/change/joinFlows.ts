import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type JoinFlowsParameters = {
  readonly engine: Address;
  /** Tokens that `mergeInvestors` did not name. */
  readonly tokens: readonly Address[];
  /** Number of the investor who was merged into another. */
  readonly gone: bigint;
};
export type JoinFlowsReturnType = Call;
export type JoinFlowsErrorType = CallInvalidError;

/**
 * Builds the call that moves what flowed by an investor, in tokens that it no longer held when it was merged, to the one into whom it was merged. Sender:
 * anybody.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function joinFlows({ engine, tokens, gone }: JoinFlowsParameters): JoinFlowsReturnType {
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "joinFlows", args: [tokens, gone] });
}
