import { COUNT_BITS, MOST_PLUG_INS, packWord, RECORD_WORD, WALLET_STATE_WORD } from "../kinds/index.js";
import { type Facts, packLot, type ProgramParts } from "../program/index.js";
import { groupSetsOf } from "../program/needsOf.js";
import { type Holder, type Register } from "./types.js";

/** What the engine's books say of a token's holders, counted from a register. */
export type Books = {
  /** Counts words of all countries together, and by country. */
  readonly totals: bigint;
  readonly byCountry: ReadonlyMap<number, bigint>;
  /** Owners that were stated behind holders, and these holders: Counts words. */
  readonly owners: bigint;
  readonly lookedThrough: bigint;
};

/** Token units over all wallets. */
export const holdingOf = ({ wallets }: Holder): bigint => wallets.reduce((sum, { units }) => sum + units, 0n);

export function booksOf({ holders }: Register): Books {
  const byCountry = new Map<number, bigint>();
  let [totals, owners, lookedThrough] = [0n, 0n, 0n];
  for (const holder of holders) {
    if (holdingOf(holder) === 0n) continue;
    const one = 1n << BigInt(holder.lane * COUNT_BITS);
    totals += one;
    byCountry.set(holder.country, (byCountry.get(holder.country) ?? 0n) + one);
    if (holder.owners === 0n) continue;
    owners += holder.owners;
    lookedThrough += one;
  }
  return { totals, byCountry, owners, lookedThrough };
}

/** Holders in the program's country sets that are groups, by index; none if it counts none. */
export function groupsOf({ rules, countrySets }: ProgramParts, { byCountry }: Books): readonly bigint[] {
  const groups = groupSetsOf(rules);
  if (groups === 0) return [];
  return countrySets.map((set, index) =>
    ((groups >>> index) & 1) === 0 ? 0n : set.reduce((sum, country) => sum + (byCountry.get(country) ?? 0n), 0n),
  );
}

/** What a decision about any holder turns on beside that holder. */
export type Common = {
  readonly register: Register;
  readonly books: Books;
  readonly groups: readonly bigint[];
  /** Unix seconds. */
  readonly asOf: bigint;
  /** Days since 1970-01-01: since then units count as acquired whose lots nobody knows. */
  readonly lotsFrom: number;
};

const ALLOWING = Array.from({ length: MOST_PLUG_INS }, () => ({ allowed: true, measured: 0n, limit: 0n }));

const WITHIN = { allowed: true, subject: 0n, measured: 0n, limit: 0n };

const NOBODY: Pick<Facts, "sender" | "senderState" | "senderBalance" | "senderHolding" | "senderHolds"> &
  Pick<Facts, "receiver" | "receiverState" | "receiverBalance" | "receiverHolding" | "receiverHolds"> = {
  ...{ sender: 0n, senderState: 0n, senderBalance: 0n, senderHolding: 0n, senderHolds: false },
  ...{ receiver: 0n, receiverState: 0n, receiverBalance: 0n, receiverHolding: 0n, receiverHolds: false },
};

/** Facts that are of nobody yet. */
export const factsOfNobody = ({ register, books, groups, asOf }: Common): Facts => ({
  ...NOBODY,
  ...{ time: asOf, paused: false, importing: 0n, spender: 0n, allowance: 0n, supply: register.supply },
  ...{ senderCounts: 0n, receiverCounts: 0n, totals: books.totals, senderLots: [], receiverLots: [] },
  ...{ tranches: register.tranches ?? 0n, groups, senderOwners: 0n },
  ...{ owners: books.owners, lookedThrough: books.lookedThrough },
  // Nothing has moved yet, and nobody knows what other contracts answer, or how leveraged anybody is: `Impact.assumed` says so.
  ...{ halted: false, weeklyVolume: 0n, dailyVolume: 0n, readings: [], plugIns: ALLOWING, positions: WITHIN },
  ...{ receiverLeverage: 0n, senderEncumbered: 0n },
});

/** The holder as it would be with all units in one wallet: within one investor they move under no rule. */
export function partyOf(holder: Holder, { books, lotsFrom }: Common) {
  const { investor, country, region, lane, statuses, states, kycUntil, statusUntil } = holder;
  const holding = holdingOf(holder);
  const record = packWord(RECORD_WORD, {
    ...{ investor, country: BigInt(country), region: BigInt(region), lane: BigInt(lane), kycUntil, statusUntil },
    ...{ statuses: BigInt(statuses), states: BigInt(states), wallets: 1n, tokensHeld: holding > 0n ? 1n : 0n },
  });
  const untold = holding === 0n ? [] : [packLot({ day: lotsFrom, origin: 0, units: holding })];
  return {
    record,
    holding,
    holds: holding > 0n,
    counts: books.byCountry.get(country) ?? 0n,
    lots: holder.lots.length > 0 ? holder.lots : untold,
  };
}

/** What may not leave: frozen and held units, and all units of wallets that are frozen, unless all are. */
function sendingState({ wallets }: Holder): bigint {
  const filled = wallets.filter(({ units }) => units > 0n);
  const whole = filled.length > 0 && filled.every(({ walletFrozen }) => walletFrozen);
  const frozen = filled.reduce((sum, { units, frozen: own, held, walletFrozen }) => {
    const bound = walletFrozen && !whole ? units : own + held;
    return sum + (bound < units ? bound : units);
  }, 0n);
  return packWord(WALLET_STATE_WORD, { frozen, whole: whole ? 1n : 0n });
}

/** Some wallet must be open. */
const receivingState = ({ wallets }: Holder): bigint =>
  packWord(WALLET_STATE_WORD, { whole: wallets.every(({ walletFrozen }) => walletFrozen) ? 1n : 0n });

/** Facts of a movement that takes units from a holder, and of one that gives it some. The other party is nobody. */
export type PartyFacts = { readonly sender: Facts; readonly receiver: Facts };

export function partyFacts(holder: Holder, all: Common): PartyFacts {
  const { record, holding, holds, counts, lots } = partyOf(holder, all);
  const nobody = factsOfNobody(all);
  return {
    sender: {
      ...nobody,
      ...{ sender: record, senderState: sendingState(holder), senderBalance: holding, senderHolding: holding },
      ...{ senderHolds: holds, senderCounts: counts, senderLots: lots, senderOwners: holder.owners },
    },
    receiver: {
      ...nobody,
      ...{ receiver: record, receiverState: receivingState(holder), receiverBalance: holding },
      ...{ receiverHolding: holding, receiverHolds: holds, receiverCounts: counts, receiverLots: lots },
    },
  };
}
