import type { LoadedRules, OpenRules } from "./loadProgram.js";
import { type Lot, readLot } from "./lots/lot.js";
import { decodeRecord, type InvestorRecord } from "./record.js";
import { remembering } from "./remembering.js";

/** A party of a movement: its record, and what was found out of it before. One object for all movements of a record. */
export type Party = InvestorRecord & {
  /** The lowest bits of the investor's number: where they differ, the numbers need not be compared. */
  readonly low: number;
  readonly memo: Memo;
};

const LOW_BITS = 30;

/** Whether two records are of one investor. */
export const isOne = (one: Party, other: Party): boolean => one.low === other.low && one.investor === other.investor;

type Memo = {
  /** What rules of the program that was asked last leave open, of it as a sender and as a receiver. */
  sender: Opened | undefined;
  receiver: Opened | undefined;
  /** The lots that it had last. */
  lots: KnownLots | undefined;
};

type KnownLots = {
  readonly words: readonly bigint[];
  /** The oldest lot, the two oldest, and so on, and how many units they are together. */
  readonly oldest: readonly { readonly units: bigint; readonly lots: readonly Lot[] }[];
};

/** What is open of rules, and within which seconds: from `from` on, before `until`. */
export type Opened = {
  readonly rules: LoadedRules;
  readonly open: OpenRules;
  readonly from: number;
  readonly until: number;
};

/** Who has the record. */
export const partyOf = remembering((word): Party => {
  const record = decodeRecord(word);
  const low = Number(BigInt.asUintN(LOW_BITS, record.investor));
  return { ...record, low, memo: { sender: undefined, receiver: undefined, lots: undefined } };
});

/** A party's oldest lots, of which an amount consists; all, if that is more than they are. */
export function oldestLots({ memo }: Party, words: readonly bigint[], amount: bigint): readonly Lot[] {
  let known = memo.lots;
  if (known === undefined || (known.words !== words && !isSame(known.words, words)))
    known = memo.lots = { words: Object.isFrozen(words) ? words : [...words], oldest: oldestOf(words) };
  const { oldest } = known;
  for (const { units, lots } of oldest) if (units >= amount) return lots;
  return oldest.at(-1)?.lots ?? NO_LOTS;
}

const NO_LOTS: readonly Lot[] = [];

function oldestOf(words: readonly bigint[]): KnownLots["oldest"] {
  const some = words.map(readLot).filter(({ units }) => units > 0n);
  return some.map((_, index) => {
    const lots = some.slice(0, index + 1);
    return { lots, units: lots.reduce((sum, { units }) => sum + units, 0n) };
  });
}

function isSame(one: readonly bigint[], other: readonly bigint[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
