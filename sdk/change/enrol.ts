import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";
import { type Enrolment, enrolmentArgument } from "./investorFacts.js";

export type EnrolParameters = Enrolment & {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
};
export type EnrolReturnType = Call;
export type EnrolErrorType = CallInvalidError;

/**
 * Builds the call that records one investor. Sender: a registrar. The investor's number is in the event `InvestorEnrolled`.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function enrol({ engine, registry, wallets, facts }: EnrolParameters): EnrolReturnType {
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "enrol",
    args: [registry, enrolmentArgument({ wallets, facts })],
  });
}
