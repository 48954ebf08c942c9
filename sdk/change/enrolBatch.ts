import { type Address } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";
import { type Enrolment, enrolmentArgument } from "./investorFacts.js";

export type EnrolBatchParameters = {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** As many as one transaction can carry: see `chunkEnrolments`. */
  readonly enrolments: readonly Enrolment[];
};
export type EnrolBatchReturnType = Call;
export type EnrolBatchErrorType = CallInvalidError;

/**
 * Builds the call that records several investors, in order, all or none. Sender: a registrar.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function enrolBatch({ engine, registry, enrolments }: EnrolBatchParameters): EnrolBatchReturnType {
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "enrolBatch",
    args: [registry, enrolments.map(enrolmentArgument)],
  });
}
