import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { ascending } from "./ascending.js";
import { type Call, encodeCall } from "./call.js";

export type MergeInvestorsParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** Any wallet of the investor who stays, with number and facts. */
  readonly kept: Address;
  /** Any wallet of the investor who becomes a part of the other. */
  readonly gone: Address;
  /** All tokens that the one who goes holds, and any others of the registry, in any order; each counts once. */
  readonly tokens: readonly Address[];
};
export type MergeInvestorsReturnType = Call;
export type MergeInvestorsErrorType = CallInvalidError;

/**
 * Builds the call that makes two investors of a registry one, with at most 8 wallets together; it cannot be undone. Sender: a registrar.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function mergeInvestors({
  engine,
  registry,
  kept,
  gone,
  tokens,
}: MergeInvestorsParameters): MergeInvestorsReturnType {
  const args = [registry, kept, gone, ascending(tokens)] as const;
  return encodeCall(engine, { abi: weighbridgeAbi, functionName: "merge", args });
}
