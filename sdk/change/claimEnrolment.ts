import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";
import { type Enrolment, enrolmentArgument } from "./investorFacts.js";

export type ClaimEnrolmentParameters = Enrolment & {
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  readonly root: Hex;
  /** The investor's, as in the leaf. */
  readonly number: bigint;
  /** From `enrolmentTree`. */
  readonly proof: readonly Hex[];
};
export type ClaimEnrolmentReturnType = Call;
export type ClaimEnrolmentErrorType = CallInvalidError;

/**
 * Builds the call that enrols one investor from a published root. Sender: anybody. Wallets and facts are those of the leaf, whole and in its order.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function claimEnrolment(parameters: ClaimEnrolmentParameters): ClaimEnrolmentReturnType {
  const { engine, registry, root, number, wallets, facts, proof } = parameters;
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "claim",
    args: [registry, root, number, enrolmentArgument({ wallets, facts }), proof],
  });
}
