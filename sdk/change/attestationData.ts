import { type TypedData } from "../reader/index.js";
import { type Attestation, type AttestationDomain, domainOf, field } from "./attestation.js";

export type AttestationDataParameters = AttestationDomain & Attestation;
export type AttestationDataReturnType = TypedData;
export type AttestationDataErrorType = never;

/** The EIP-712 data that an attester signs of an investor who is enrolled. Pure. */
export function attestationData({
  chainId,
  engine,
  ...attestation
}: AttestationDataParameters): AttestationDataReturnType {
  const { registry, investor, statuses, statusUntil, asOf, nonce, deadline } = attestation;
  return {
    domain: domainOf({ chainId, engine }),
    types: {
      Attestation: [
        field("registry", "uint32"),
        field("investor", "uint64"),
        field("statuses", "uint32"),
        field("statusUntil", "uint32"),
        field("asOf", "uint48"),
        field("nonce", "uint64"),
        field("deadline", "uint48"),
      ],
    },
    primaryType: "Attestation",
    message: { registry, investor, statuses, statusUntil, asOf, nonce, deadline },
  };
}
