import { BASIS_POINTS, LEVERAGE } from "../kinds/index.js";
import type { Aggregate, Leg, LeveragePolicy, VenueAccount } from "./exposure.js";
import type { Growth, IncreaseFacts } from "./judgeIncrease.js";
import type { MarginRow } from "./marginRow.js";

/** What is known before something is said of an account. */
export type AccountFacts = {
  readonly venue: number;
  /** A number of `VENUE_STATES`. */
  readonly state: number;
  /** Unix seconds: of the venue's registration. */
  readonly expiry: bigint;
  /** Whether all equity at the venue counts over all venues. */
  readonly portable: boolean;
  /** Unix seconds. */
  readonly time: bigint;
  /** The investor's: 0 to 3. */
  readonly tier: number;
  /** Rows that bind the tier, by class; a class that is left out has none. */
  readonly rows: ReadonlyMap<number, MarginRow>;
  readonly account: VenueAccount;
  readonly all: Aggregate;
  readonly policy: LeveragePolicy;
};

/** What is said of it. Money in cents. */
export type SaidExposure = {
  readonly collateral: bigint;
  readonly debt: bigint;
  readonly drawn: bigint;
  readonly legs: readonly Leg[];
  /** Day from which it is overdue, since 1970-01-01, UTC. */
  readonly expiryDay: number;
  /** Of an on-chain venue: the price. There only what is drawn is an increase: what is pledged was owned before. */
  readonly price: IncreaseFacts["price"];
};

/** What it comes to. Money in cents. */
export type WeighedExposure = {
  /** Net equity at the venue; negative: a deficit. */
  readonly equity: bigint;
  /** How much of it counts over all venues. */
  readonly counted: bigint;
  readonly initial: bigint;
  readonly maintenance: bigint;
  readonly cure: bigint;
  readonly closeOut: bigint;
  /** Over all venues, afterwards. */
  readonly all: Aggregate;
  /** What `judgeIncrease` decides on; null: it is no increase, and refused by nothing. */
  readonly increase: IncreaseFacts | null;
};

const DAY = 86_400n;

/**
 * Weighs what is said of an account, as a leverage registry does: its margin levels by the table that binds the venue, what it changes over all
 * venues, and whether it is an increase. An increase is judged by quantities: a falling price is none. Pure.
 *
 * @example
 * const { increase } = weighExposure(facts, said);
 * const findings = increase === null ? [] : judgeIncrease(increase);
 */
export function weighExposure(facts: AccountFacts, said: SaidExposure): WeighedExposure {
  const { account, portable, rows } = facts;
  const { legs, drawn, price } = said;
  const level = (field: "initial" | "maintenance" | "cure" | "closeOut"): bigint =>
    legs.reduce((sum, { class: of, notional }) => sum + levelUp(rows.get(of), field, notional), 0n);
  const initial = level("initial");
  const equity = said.collateral - said.debt;
  const counted = countedOf({ equity, initial, portable });
  const all = moved(facts, { initial, counted, ...said });
  const before = new Map(account.legs.map(({ class: of, quantity }) => [of, quantity]));
  const growing = legs.filter(({ class: of, quantity }) => price === null && grows(before.get(of) ?? 0n, quantity));
  const growths = (drawn > 0n ? legs : growing).map(({ class: of, quantity }): Growth => ({
    class: of,
    quantity,
    row: rows.get(of) ?? null,
  }));
  const { venue, state, expiry, time, tier, policy } = facts;
  const increases = drawn > 0n || growing.length > 0;
  const increase = { venue, state, expiry, time, tier, price, equity, initial, all, policy, growths };
  return {
    ...{ equity, counted, initial, all },
    ...{ maintenance: level("maintenance"), cure: level("cure"), closeOut: level("closeOut") },
    increase: increases ? increase : null,
  };
}

/** What a ratio asks of notional, cents, rounded up. Of a class without a row: all of it. */
function levelUp(
  row: MarginRow | undefined,
  field: "initial" | "maintenance" | "cure" | "closeOut",
  notional: bigint,
): bigint {
  return row === undefined ? notional : (notional * BigInt(row[field]) + BASIS_POINTS - 1n) / BASIS_POINTS;
}

/** How much equity at a venue counts over all venues: of one whose equity is not portable no more than its own initial margin. Cents. */
export function countedOf({
  equity,
  initial,
  portable,
}: {
  readonly equity: bigint;
  readonly initial: bigint;
  readonly portable: boolean;
}): bigint {
  return portable || equity <= initial ? equity : initial;
}

/** Of an account that publishes no figures no equity counts. */
export const countedOfAccount = ({ collateral, debt, initial, portable, banded }: VenueAccount): bigint =>
  banded ? 0n : countedOf({ equity: collateral - debt, initial, portable });

type Moving = { readonly initial: bigint; readonly counted: bigint } & SaidExposure;

function moved({ account, all, time, portable }: AccountFacts, next: Moving): Aggregate {
  const today = time / DAY;
  const isLate = (day: number) => (day !== 0 && (BigInt(day) <= today || day === LEVERAGE.alwaysOverdue) ? 1n : 0n);
  // What can become wrong: exposure, or equity that counts elsewhere.
  const exposed = next.legs.length > 0 || next.debt > 0n || (portable && next.collateral > 0n);
  return {
    equity: all.equity + next.counted - countedOfAccount(account),
    notional: all.notional + notionalOf(next.legs) - notionalOf(account.legs),
    initial: all.initial + next.initial - account.initial,
    overdue: all.overdue + isLate(exposed ? next.expiryDay : 0) - isLate(account.expiryDay),
  };
}

const notionalOf = (legs: readonly Leg[]): bigint => legs.reduce((sum, { notional }) => sum + notional, 0n);

/** Further from nothing, or to the other side of it. */
function grows(old: bigint, next: bigint): boolean {
  if (old > 0n) return next > old || next < 0n;
  return next < old || next > 0n;
}
