import { type Hex, zeroHash } from "viem";
import { BASIS_POINTS, BINDINGS, VENUE_STATES } from "../kinds/index.js";
import type { Aggregate, LeverageFinding, LeveragePolicy, LeverageReason } from "./exposure.js";
import type { MarginRow } from "./marginRow.js";

/** A class that grows at a venue. */
export type Growth = {
  readonly class: number;
  /** After it; negative: short. */
  readonly quantity: bigint;
  /** As it binds the investor's tier; null: no row speaks of the class, and so it takes no increase. */
  readonly row: MarginRow | null;
};

/** All that decides on an increase. Money in cents, times in unix seconds. */
export type IncreaseFacts = {
  readonly venue: number;
  /** A number of `VENUE_STATES`. */
  readonly state: number;
  /** Of the venue's registration: no increase from then on. */
  readonly expiry: bigint;
  readonly time: bigint;
  /** The investor's: 0 to 3. */
  readonly tier: number;
  /** Whether the price serves an increase, how old it is, and may be; null: the report itself says at which prices. */
  readonly price: { readonly open: boolean; readonly age: bigint; readonly most: bigint } | null;
  /** Net equity at the venue, and the initial margin that its table asks, after the increase. */
  readonly equity: bigint;
  readonly initial: bigint;
  /** Over all venues, after the increase. */
  readonly all: Aggregate;
  readonly policy: LeveragePolicy;
  readonly growths: readonly Growth[];
};

export type JudgeIncreaseReturnType = readonly LeverageFinding[];
export type JudgeIncreaseErrorType = never;

/** Ratio that stands for one without end: there is no equity to divide by. */
export const NO_EQUITY = 2n ** 256n - 1n;

/**
 * Decides whether an increase of exposure is allowed, as a leverage registry does: the venue's own rules first, then the policies over all venues
 * that are on. Requirements come rounded up, equity down. Pure.
 *
 * @returns Everything against it, in order; with the first of them a report reverts. None: it is allowed.
 * @example
 * const [first] = judgeIncrease(facts);
 * if (first !== undefined) console.log(first.reason, first.measured, first.limit);
 */
export function judgeIncrease(facts: IncreaseFacts): JudgeIncreaseReturnType {
  const { venue, state, expiry, time, price, policy } = facts;
  const own = (reason: LeverageReason, measured: bigint, limit: bigint): LeverageFinding => {
    return { reason, venue, class: 0, measured, limit, provision: zeroHash, binding: "policy" };
  };
  const open = BigInt(VENUE_STATES.open);
  return [
    ...(BigInt(state) === open ? [] : [own("VenueNotOpen", BigInt(state), open)]),
    ...(time < expiry ? [] : [own("VenueExpired", time, expiry - 1n)]),
    ...facts.growths.flatMap((growth) => ofClass(facts, growth)),
    ...(price === null || price.open ? [] : [own("PriceStale", price.age, price.most)]),
    ...(facts.equity < facts.initial ? [short(facts)] : []),
    ...(policy.initialMargin || policy.leverageCap || policy.absoluteCap ? ofPolicies(facts) : []),
  ];
}

function ofClass({ venue, tier }: IncreaseFacts, { class: of, quantity, row }: Growth): readonly LeverageFinding[] {
  const size = quantity < 0n ? -quantity : quantity;
  const finding = { venue, class: of, measured: size, limit: 0n, provision: zeroHash as Hex } as const;
  if (row === null) return [{ ...finding, reason: "ClassNotListed", measured: BigInt(tier), binding: "policy" }];
  if (row.banned) return [{ ...finding, reason: "ClassBanned", provision: row.provision, binding: bindingOf(row) }];
  // That a table lets hold long only is its policy, whatever law its margin is.
  return row.longOnly && quantity < 0n ? [{ ...finding, reason: "ShortBarred", binding: "policy" }] : [];
}

/** The margin rule of the class, where one class grows: of several together no one of them refuses. */
function short({ venue, equity, initial, growths }: IncreaseFacts): LeverageFinding {
  const [only, other] = growths;
  const row = other === undefined ? (only?.row ?? null) : null;
  const finding = { reason: "InitialMarginShort", venue, measured: positive(equity), limit: initial } as const;
  if (only === undefined || other !== undefined)
    return { ...finding, class: 0, provision: zeroHash, binding: "policy" };
  return {
    ...finding,
    class: only.class,
    provision: row?.provision ?? zeroHash,
    binding: row === null ? "policy" : bindingOf(row),
  };
}

function ofPolicies({ venue, all, policy, growths }: IncreaseFacts): readonly LeverageFinding[] {
  const { provision } = policy;
  const found = (reason: LeverageReason, measured: bigint, limit: bigint, of = 0): LeverageFinding => {
    return { reason, venue, class: of, measured, limit, provision, binding: "policy" };
  };
  const equity = positive(all.equity);
  const cap = least(growths, ({ leverageCap }) => BigInt(leverageCap));
  const absolute = least(growths, ({ absoluteCap }) => absoluteCap);
  // Compared as products: rounding would let something pass.
  const isOver = cap.value !== 0n && all.notional * BASIS_POINTS > cap.value * equity;
  return [
    ...(all.overdue === 0n ? [] : [found("EvidenceOverdue", all.overdue, 0n)]),
    ...(policy.initialMargin && all.equity < all.initial ? [found("GlobalMarginShort", equity, all.initial)] : []),
    ...(policy.leverageCap && isOver ? [found("LeverageAboveCap", leverageOf(all), cap.value, cap.class)] : []),
    ...(policy.absoluteCap && absolute.value !== 0n && all.notional > absolute.value
      ? [found("NotionalAboveCap", all.notional, absolute.value, absolute.class)]
      : []),
  ];
}

/** Notional over net equity in basis points, rounded up. */
export function leverageOf({ equity, notional }: Pick<Aggregate, "equity" | "notional">): bigint {
  return equity <= 0n ? NO_EQUITY : (notional * BASIS_POINTS + equity - 1n) / equity;
}

/** The least cap that a growing class has, and which; 0: none has one. */
function least(
  growths: readonly Growth[],
  capOf: (row: MarginRow) => bigint,
): { readonly value: bigint; readonly class: number } {
  return growths.reduce(
    (best, { class: of, row }) => {
      const value = row === null ? 0n : capOf(row);
      return value !== 0n && (best.value === 0n || value < best.value) ? { value, class: of } : best;
    },
    { value: 0n, class: 0 },
  );
}

const positive = (cents: bigint): bigint => (cents > 0n ? cents : 0n);
const bindingOf = ({ binding }: MarginRow): LeverageFinding["binding"] => (binding === BINDINGS.law ? "law" : "policy");
