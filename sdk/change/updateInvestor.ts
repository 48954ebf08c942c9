import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";
import { factsArgument, type InvestorFacts } from "./investorFacts.js";

export type UpdateInvestorParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  /** They replace all facts. Country and lane of a holder change by `reclassifyInvestor` only. */
  readonly facts: InvestorFacts;
};
export type UpdateInvestorReturnType = Call;
export type UpdateInvestorErrorType = CallInvalidError;

/**
 * Builds the call that replaces an investor's facts in all wallets. Sender: a registrar.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function updateInvestor({
  engine,
  registry,
  wallet,
  facts,
}: UpdateInvestorParameters): UpdateInvestorReturnType {
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "update",
    args: [registry, wallet, factsArgument(facts)],
  });
}
