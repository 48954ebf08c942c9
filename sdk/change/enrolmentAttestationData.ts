import { type TypedData } from "../reader/index.js";
import { type AttestationDomain, domainOf, type EnrolmentAttestation, field } from "./attestation.js";
import { factsArgument } from "./investorFacts.js";

export type EnrolmentAttestationDataParameters = AttestationDomain & EnrolmentAttestation;
export type EnrolmentAttestationDataReturnType = TypedData;
export type EnrolmentAttestationDataErrorType = never;

/** The EIP-712 data that an attester signs of an investor who is to be enrolled. Pure. */
export function enrolmentAttestationData(
  parameters: EnrolmentAttestationDataParameters,
): EnrolmentAttestationDataReturnType {
  const { registry, wallets, facts, asOf, deadline } = parameters;
  return {
    domain: domainOf(parameters),
    types: {
      EnrolmentAttestation: [
        field("registry", "uint32"),
        field("enrolment", "Enrolment"),
        field("asOf", "uint48"),
        field("deadline", "uint48"),
      ],
      Enrolment: [field("wallets", "address[]"), field("facts", "InvestorFacts")],
      InvestorFacts: [
        field("country", "uint16"),
        field("region", "uint16"),
        field("lane", "uint8"),
        field("statuses", "uint32"),
        field("states", "uint8"),
        field("kycUntil", "uint32"),
        field("statusUntil", "uint32"),
      ],
    },
    primaryType: "EnrolmentAttestation",
    message: { registry, enrolment: { wallets, facts: factsArgument(facts) }, asOf, deadline },
  };
}
