import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type EnrolmentAttestation } from "./attestation.js";
import { type Call, encodeCall } from "./call.js";
import { enrolmentArgument } from "./investorFacts.js";

export type EnrolByAttestationParameters = {
  readonly engine: Address;
  readonly attestation: EnrolmentAttestation;
  readonly attester: Address;
  /** Of `enrolmentAttestationData`. */
  readonly signature: Hex;
};
export type EnrolByAttestationReturnType = Call;
export type EnrolByAttestationErrorType = CallInvalidError;

/**
 * Builds the call that enrols an investor for whom an attester vouches. Sender: anybody. The investor's number is in the event `InvestorEnrolled`.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function enrolByAttestation(parameters: EnrolByAttestationParameters): EnrolByAttestationReturnType {
  const { engine, attestation, attester, signature } = parameters;
  const { registry, asOf, deadline } = attestation;
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "enrolByAttestation",
    args: [registry, enrolmentArgument(attestation), Number(asOf), Number(deadline), attester, signature],
  });
}
