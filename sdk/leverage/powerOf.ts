import { LEVERAGE } from "../kinds/index.js";
import type { Leg, LeverageFinding } from "./exposure.js";
import { judgeIncrease } from "./judgeIncrease.js";
import { type AccountFacts, type SaidExposure, weighExposure } from "./weighExposure.js";

/** What is held and owed at a venue. Cents. */
export type Held = Pick<SaidExposure, "collateral" | "debt" | "legs">;

/** How an account would grow. */
export type Growing = {
  /** From where: what was reported last; of an on-chain venue its position now. */
  readonly held: Held;
  /** `buy`: on credit, so that what is bought is collateral and its price is owed; `draw`: money is lent, or let go of. */
  readonly by: "buy" | "draw";
  /** Product class that is bought. */
  readonly class: number;
  /** 1n: long; -1n: short. Of a class that is held the other way nothing can be bought: close it first. */
  readonly side: 1n | -1n;
  /** Day from which the next report would be overdue, since 1970-01-01, UTC. */
  readonly expiryDay: number;
  /** Of an on-chain venue: the price. */
  readonly price: SaidExposure["price"];
};

/** How much more, and what is in the way of a cent more. */
export type LeverageRoom = {
  /** Cents: so much passes, and a cent more does not; 0: nothing does. */
  readonly most: bigint;
  /** What a cent more is refused by, in order; none: only what one account can report at all is in the way. */
  readonly binding: readonly LeverageFinding[];
};

const MOST_CENTS = BigInt(LEVERAGE.mostCents);

/**
 * How much more an account may take on, and what is in the way. Pure: the twin of what the chain answers at the edge.
 *
 * @example
 * const { most, binding } = powerOf(facts, { by: "buy", class: 1, side: 1n, expiryDay, price: null });
 */
export function powerOf(facts: AccountFacts, growing: Growing): LeverageRoom {
  const against = (cents: bigint): readonly LeverageFinding[] => {
    const { increase } = weighExposure(facts, grownBy(growing, cents));
    return increase === null ? [] : judgeIncrease(increase);
  };
  const passes = (cents: bigint): boolean => against(cents).length === 0;
  const room = capacityOf(growing);
  if (room <= 0n) return { most: 0n, binding: [] };
  if (passes(room)) return { most: room, binding: [] };
  // Where equity counts only as far as margin asks for it, a cap may let a larger amount pass, and not a smaller one.
  let low = passes(1n) ? 1n : largestOwn(facts, growing, room);
  if (low === 0n || !passes(low)) return { most: 0n, binding: against(1n) };
  let high = room;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return { most: low, binding: against(low + 1n) };
}

/** The account after it has grown by so many cents. */
export function grownBy({ held, by, class: of, side, expiryDay, price }: Growing, cents: bigint): SaidExposure {
  const { collateral, debt, legs } = held;
  if (by === "draw") return { collateral, debt: debt + cents, drawn: cents, legs, expiryDay, price };
  const old = legs.find((leg) => leg.class === of);
  const grown: Leg = {
    class: of,
    quantity: (old?.quantity ?? 0n) + side,
    notional: (old?.notional ?? 0n) + cents,
  };
  const others = legs.filter((leg) => leg.class !== of);
  return {
    // What is sold short brings its price in, and is owed.
    ...{ collateral: collateral + cents, debt: debt + cents, drawn: 0n },
    legs: [...others, grown].sort((one, other) => one.class - other.class),
    ...{ expiryDay, price },
  };
}

/** Cents more that the figures of one account have room for. */
function capacityOf({ held, by, class: of, side }: Growing): bigint {
  const { collateral, debt, legs } = held;
  const old = legs.find((leg) => leg.class === of);
  if (by === "draw") return MOST_CENTS - debt;
  const isFull = old === undefined && legs.length >= LEVERAGE.mostLegs;
  if (isFull || (old !== undefined && old.quantity > 0n !== side > 0n)) return 0n;
  const notional = legs.reduce((sum, leg) => sum + leg.notional, 0n);
  return [collateral, debt, notional].map((used) => MOST_CENTS - used).reduce((a, b) => (a < b ? a : b));
}

/** The largest amount that everything but the leverage cap lets pass: these only ever refuse the larger amount. */
function largestOwn(facts: AccountFacts, growing: Growing, room: bigint): bigint {
  const without = { ...facts, policy: { ...facts.policy, leverageCap: false } };
  const passes = (cents: bigint): boolean => {
    const { increase } = weighExposure(without, grownBy(growing, cents));
    return increase === null || judgeIncrease(increase).length === 0;
  };
  if (!passes(1n)) return 0n;
  let [low, high] = [1n, room];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}
