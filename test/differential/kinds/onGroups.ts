import { MOST_UNITS, readField, RECORD_WORD, type Rule, type RuleKind, STRICTLY } from "../../../sdk/kinds/index.js";
import { type Group, type Mark, markOf, NO_GROUP, NO_MARK, shifted } from "../groups.js";
import { NOTHING_KEPT } from "../meters.js";
import type { Random } from "../random.js";
import { SETS } from "../sets.js";
import type { Kind, Steering } from "./kind.js";

/** The kind that is judged on what a group holds. */
export const groupKinds = {
  mostGroupShare: {
    movements: ["transfer", "transfer", "mint"],
    steer: (s) => {
      const { random, delta, facts, movement } = s;
      const { scope, stated, from, to } = parties(s);
      const slope = to.weight - from.weight;
      const strictly = random.oneIn(3);
      const gap = strictly ? 1n : 0n;
      const { amount } = movement;
      const minted = movement.kind === "mint" ? amount : 0n;
      // The base from which on the share has room for the amount; of a small share there may be none.
      const some = BigInt(random.pick([2500, 10_000, 1 + random.int(10_000)]));
      const room = slope > 0n ? (amount * slope) / some + 2n : 2n;
      const share = room > MOST_UNITS >> 2n ? 10_000n : some;
      const least = slope > 0n ? (amount * slope) / share + 2n : 2n;
      const onFloor = random.oneIn(2);
      const supply = onFloor || facts.supply > MOST_UNITS >> 1n ? facts.supply : facts.supply + least;
      const supplyAfter = supply + minted;
      const floor = onFloor ? least + random.amount(1_000_000n) : random.amount(supplyAfter + 1n);
      const excludedThen = onFloor
        ? larger(supplyAfter - floor, 0n) + random.amount(1000n) - 1n
        : larger(supplyAfter - least - random.amount(supplyAfter + 1n), 0n);
      const grown = amount * (one(to) - one(from));
      // Nobody has more than there is.
      const beside = smaller(larger(excludedThen - grown, 0n), supply);
      const excludedAfter = larger(beside + grown, 0n);
      const base = larger(supplyAfter - excludedAfter, floor);
      const most = share * base - gap;
      // Measured is rounded up to units, the limit down.
      const measured = larger(most / 10_000n + BigInt(delta ?? 0), 0n);
      const held =
        delta === null
          ? random.amount(most + 1n) - 1n
          : larger(measured * 10_000n - BigInt(random.oneIn(3) ? 0 : random.int(10_000)), 0n);
      const used = larger(held - amount * slope, 0n);
      const group = before(s, { ...NO_GROUP, ...stated, weighted: used, excluded: beside, sender: from, receiver: to });
      const window = Number(share) + (strictly ? STRICTLY : 0);
      return { limit: floor, window, scope, facts: { ...facts, supply }, meter: { ...NOTHING_KEPT, group } };
    },
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const one = ({ excluded }: Mark): bigint => (excluded ? 1n : 0n);

type Parties = {
  readonly scope: Partial<Rule>;
  readonly stated: Pick<Group, "senderStated" | "receiverStated">;
  readonly from: Mark;
  readonly to: Mark;
};

/** A group, so that the movement mostly makes its share larger. */
function parties(s: Steering, tries = 6): Parties {
  const { random, rule, facts } = s;
  const bits = () =>
    (random.int(2 ** 16) | (random.int(2 ** 16) << 16)) & (random.int(2 ** 16) | (random.int(2 ** 16) << 16));
  const own = random.oneIn(3) ? 0 : Number(readField(facts.receiver, RECORD_WORD.statuses));
  const scope = {
    ...{ modes: 0, otherLanes: 0, otherCountrySet: null, lanes: rule.lanes, countrySet: rule.countrySet },
    liftedBy: random.oneIn(3) ? 0 : (bits() & ~own) >>> 0,
    otherBits: random.oneIn(3) ? 0 : (bits() & ~own) >>> 0,
  };
  const said = () => (random.oneIn(2) ? 0n : BigInt(1 + random.int(10_000)));
  const stated = { senderStated: said(), receiverStated: said() };
  const mark = (there: boolean, record: bigint, part: bigint) =>
    there ? markOf({ ...rule, ...scope }, SETS, record, part) : NO_MARK;
  const from = mark(s.movement.kind !== "mint", facts.sender, stated.senderStated);
  const to = mark(true, facts.receiver, stated.receiverStated);
  if (tries > 0 && to.weight <= from.weight && one(to) <= one(from)) return parties(s, tries - 1);
  return { scope, stated, from, to };
}

/** What the meter kept while the parties may have been counted otherwise; `now`: if they had been counted as they are. */
function before({ random, facts }: Steering, now: Group): Group {
  const sender = someMark(random, now.sender);
  const receiver = someMark(random, now.receiver);
  const sums = shifted(now, facts.receiverHolding, now.receiver, receiver);
  const both = shifted(sums, facts.senderHolding, now.sender, sender);
  const exact = [sums, both].every(({ weighted, excluded }) => weighted > 0n && excluded > 0n);
  const counted = random.amount(facts.supply + 1n);
  return exact ? { ...now, ...both, counted, sender, receiver } : { ...now, counted };
}

/** As what somebody was counted last: mostly as it is. */
function someMark(random: Random, now: Mark): Mark {
  if (!now.counted || !random.oneIn(3)) return now;
  if (random.oneIn(2)) return NO_MARK;
  const excluded = random.oneIn(3);
  return {
    counted: true,
    excluded,
    weight: excluded ? 0n : random.pick([0n, 10_000n, BigInt(1 + random.int(10_000))]),
  };
}
