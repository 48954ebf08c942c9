import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { ascending } from "./ascending.js";
import { type Call, encodeCall } from "./call.js";
import { factsArgument, type InvestorFacts } from "./investorFacts.js";

export type ReclassifyInvestorParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  /** They replace all facts, country and lane included. */
  readonly facts: InvestorFacts;
  /** All tokens that the investor holds, and any others of the registry, in any order; each counts once. */
  readonly tokens: readonly Address[];
};
export type ReclassifyInvestorReturnType = Call;
export type ReclassifyInvestorErrorType = CallInvalidError;

/**
 * Builds the call that replaces an investor's facts in all wallets, and moves a holder from one country and lane to another in the counts of each
 * token. Sender: a registrar. If the investor comes to hold a token that is not in the list before it is executed, the call is refused.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function reclassifyInvestor({
  engine,
  registry,
  wallet,
  facts,
  tokens,
}: ReclassifyInvestorParameters): ReclassifyInvestorReturnType {
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "reclassify",
    args: [registry, wallet, factsArgument(facts), ascending(tokens)],
  });
}
