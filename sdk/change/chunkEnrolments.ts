import { type Enrolment } from "./investorFacts.js";

/** Most gas of one transaction: EIP-7825. */
const TRANSACTION_GAS = 16_777_216n;
/** A tenth is left for what a chain's node adds or prices otherwise. */
const DEFAULT_GAS = (TRANSACTION_GAS * 9n) / 10n;

/** Upper bounds in gas, as a test holds them to the engine: a transaction with one word of storage for the registry, and new words per wallet. */
const COST = { transaction: 45_000n, soleWallet: 33_500n, investor: 9_000n, wallet: 48_000n } as const;

export type ChunkEnrolmentsParameters = {
  readonly enrolments: readonly Enrolment[];
  /** Most gas of one transaction; nine tenths of what a transaction may use if left out. */
  readonly gas?: bigint | undefined;
};
/** In order; none empty. An investor who alone needs more gas is alone. */
export type ChunkEnrolmentsReturnType = readonly (readonly Enrolment[])[];
export type ChunkEnrolmentsErrorType = never;

/** Cuts a register into batches for `enrolBatch`, each within one transaction's gas. */
export function chunkEnrolments({
  enrolments,
  gas = DEFAULT_GAS,
}: ChunkEnrolmentsParameters): ChunkEnrolmentsReturnType {
  const chunks: Enrolment[][] = [];
  let left = 0n;
  for (const enrolment of enrolments) {
    const cost = gasOf(enrolment);
    const chunk = chunks.at(-1);
    if (chunk !== undefined && cost <= left) {
      chunk.push(enrolment);
      left -= cost;
    } else {
      chunks.push([enrolment]);
      left = gas - COST.transaction - cost;
    }
  }
  return chunks;
}

/** An investor with one wallet has one word; with several, each wallet has two. */
function gasOf({ wallets }: Enrolment): bigint {
  return wallets.length === 1 ? COST.soleWallet : COST.investor + COST.wallet * BigInt(wallets.length);
}
