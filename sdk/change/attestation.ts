import { type Address } from "viem";
import { type Enrolment } from "./investorFacts.js";

/** What an attester says of an investor who is enrolled. */
export type Attestation = {
  /** The registry's number, from 1. */
  readonly registry: number;
  /** The investor's number. */
  readonly investor: bigint;
  /** Mask: of the attester's bits those that are evidenced; all others of its mask are cleared. */
  readonly statuses: number;
  /** Unix seconds from which the evidence of the statuses is stale. */
  readonly statusUntil: bigint;
  /** Unix seconds: when it was so. Later than of any attestation before. */
  readonly asOf: bigint;
  /** How many attestations of the investor came before. */
  readonly nonce: bigint;
  /** Unix seconds: the last in which it may be brought. */
  readonly deadline: bigint;
};

/** What an attester says of an investor who is to be enrolled. */
export type EnrolmentAttestation = Enrolment & {
  /** The registry's number, from 1. */
  readonly registry: number;
  /** Unix seconds: when it was so. */
  readonly asOf: bigint;
  /** Unix seconds: the last in which it may be brought. */
  readonly deadline: bigint;
};

/** Where an attestation is good: one engine on one chain. */
export type AttestationDomain = {
  /** Number of the chain: CAIP-2's after "eip155:". */
  readonly chainId: bigint;
  readonly engine: Address;
};

/**
 * @internal
 * As the ABI has it: it counts seconds in 32 and 48 bits.
 */
export const attestationArgument = ({ statusUntil, asOf, deadline, ...rest }: Attestation) => ({
  ...rest,
  statusUntil: Number(statusUntil),
  asOf: Number(asOf),
  deadline: Number(deadline),
});

/**
 * @internal
 * A field of a struct.
 */
export const field = (name: string, type: string) => ({ name, type });

/**
 * @internal
 * EIP-712's domain of an engine.
 */
export const domainOf = ({ chainId, engine }: AttestationDomain) => ({
  name: "Weighbridge",
  version: "1",
  chainId,
  verifyingContract: engine,
});
