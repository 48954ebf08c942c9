/** What a registry records of an investor, the same in each of its wallets. Pseudonymous and public: no name, no number of a document. */
export type InvestorFacts = {
  /** Residence, ISO 3166-1 numeric. */
  readonly country: number;
  /** Number in the registry's scheme; 0: none. */
  readonly region: number;
  /** How the investor is counted, 0..7. */
  readonly lane: number;
  /** Mask: evidence bits 0..23 as the scheme names them, role bits 24..31. */
  readonly statuses: number;
  /** Mask of `STATES`. */
  readonly states: number;
  /** Unix seconds from which the evidence of identity is stale. */
  readonly kycUntil: bigint;
  /** Unix seconds from which the evidence of the statuses is stale. */
  readonly statusUntil: bigint;
};

/** An investor to enrol, with all wallets at once. */
export type Enrolment = {
  /** 1 to 8 wallets that have no record in the registry. */
  readonly wallets: readonly `0x${string}`[];
  readonly facts: InvestorFacts;
};

/**
 * @internal
 * As the ABI has them: it counts these seconds in 32 bits.
 */
export const factsArgument = ({ kycUntil, statusUntil, ...facts }: InvestorFacts) => ({
  ...facts,
  kycUntil: Number(kycUntil),
  statusUntil: Number(statusUntil),
});

/**
 * @internal
 * As the ABI has it.
 */
export const enrolmentArgument = ({ wallets, facts }: Enrolment) => ({ wallets, facts: factsArgument(facts) });
