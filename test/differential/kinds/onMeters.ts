import { MOST_UNITS, RECORD_WORD, ROLES, type RuleKind, SPAN_MONTHS } from "../../../sdk/kinds/index.js";
import { type Facts, windowStart } from "../../../sdk/program/index.js";
import { DAY } from "../lots.js";
import { flowsWithin } from "../flows.js";
import { type Kept, NOTHING_KEPT, type Stated } from "../meters.js";
import type { Random } from "../random.js";
import { type Field, isOut, type Kind, type Steering, upper, withRecord } from "./kind.js";

const UNITS = [1n, 1000n, 10n ** 18n, MOST_UNITS >> 4n] as const;

/** Kinds that are judged on what has flowed within a window. */
export const meterKinds = {
  mostOutflow: {
    steer: (s) => {
      const { window, metered } = within(s, someUnits(s.random));
      return { limit: upper(s, metered.used + s.movement.amount), window, meter: metered.meter };
    },
  },
  mostOutflowShare: { steer: (s) => ofShare(s, 0n) },
  mostOutflowShareOrVolume: {
    steer: (s) => ofShare(s, s.random.oneIn(3) ? 0n : s.random.amount(s.facts.supply + 1n) + s.movement.amount),
  },
  mostInflow: {
    steer: (s) => {
      const { random, facts, movement } = s;
      const { window, metered } = within(s, someUnits(random));
      const limit = upper(s, metered.used + movement.amount);
      const other = random.amount(MOST_UNITS);
      // The limit that counts is the receiver's own while it is fresh, to the second, or else the rule's.
      const fresh = random.oneIn(2);
      const own = limit < 0n ? 0n : limit > MOST_UNITS ? MOST_UNITS : limit;
      const personal = fresh ? own : other;
      const personalUntil = random.oneIn(5) ? 0n : facts.time + (fresh ? 1n : 0n);
      const stands = fresh && personalUntil > 0n;
      return { limit: stands ? other : limit, window, meter: { ...metered.meter, personal, personalUntil } };
    },
  },
  mostPurchasers: {
    steer: (s) => {
      const { window, first, today, metered } = within(s, BigInt(s.random.int(20)));
      const within_ = first + s.random.int(today - first + 1);
      const last = isOut(s) || s.random.oneIn(2) ? s.random.pick([0, first - 1]) : within_;
      return { limit: upper(s, metered.used + 1n), window, meter: { ...metered.meter, last } };
    },
  },
  mostVenueVolume: {
    steer: (s) => {
      const { random, movement } = s;
      const bps = random.pick([2_500n, 3_333n, 10_000n]);
      const daily = ((movement.amount + random.amount(10n ** 6n)) * 10_000n) / bps + 1n;
      const limit = (bps * daily) / 10_000n;
      const today = Number(s.facts.time / DAY);
      const used = usedFor(s, limit);
      const meter = { ...NOTHING_KEPT, flows: flowsWithin(random, used, today, today), daily, ...fresh(s) };
      return { limit: bps, meter, facts: withVenue(s) };
    },
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;

const someUnits = (random: Random): bigint => (random.oneIn(5) ? 0n : random.amount(random.pick(UNITS)));

type Within = {
  readonly window: number;
  readonly first: number;
  readonly today: number;
  readonly metered: { readonly used: bigint; readonly meter: Kept };
};

/** A window, and flows of so many units within it. */
function within({ random, facts }: Steering, used: bigint): Within {
  const window = random.oneIn(3) ? SPAN_MONTHS + 1 + random.int(24) : random.pick([1, 2, 30, 90, 731]);
  const today = Number(facts.time / DAY);
  const first = windowStart(window, today);
  return {
    window,
    first,
    today,
    metered: { used, meter: { ...NOTHING_KEPT, flows: flowsWithin(random, used, first, today) } },
  };
}

/** What has flowed, so that with the amount it lies around the limit. */
function usedFor({ random, movement, delta }: Steering, limit: bigint): bigint {
  const used = limit - movement.amount + (delta === null ? -random.amount(limit + 1n) : BigInt(delta));
  return used < 0n ? 0n : used > MOST_UNITS ? MOST_UNITS : used;
}

/** A share of the supply that leaves room for the amount, or a volume that is greater. */
function ofShare(s: Steering, weekly: bigint): Field {
  const { random, facts, movement } = s;
  const base = facts.supply > 0n ? facts.supply : 1n;
  const least = (movement.amount * 10_000n + base - 1n) / base;
  const bps = least >= 10_000n ? 10_000n : least + BigInt(random.int(Number(10_000n - least) + 1));
  const share = ((bps === 0n ? 1n : bps) * facts.supply) / 10_000n;
  const capped = weekly > MOST_UNITS ? MOST_UNITS : weekly;
  const volumes = fresh(s);
  const counts = volumes.volumesUntil > facts.time;
  const used = usedFor(s, counts && capped > share ? capped : share);
  const { window, metered } = within(s, used);
  return { limit: bps === 0n ? 1n : bps, window, meter: { ...metered.meter, weekly: capped, ...volumes } };
}

/** Until the second of the case, or the one before it. */
const fresh = ({ random, facts }: Steering): Pick<Stated, "volumesUntil"> => ({
  volumesUntil: facts.time + (random.oneIn(4) ? 0n : 1n),
});

/** Somebody who has a part in it is a venue. */
function withVenue(s: Steering): Facts {
  const { random, facts } = s;
  const parties = (["spender", "sender", "receiver"] as const).filter((side) => facts[side] !== 0n);
  if (parties.length === 0) return facts;
  const side = random.pick(parties);
  return withRecord({ ...s, side }, facts[side] | (1n << BigInt(RECORD_WORD.statuses.offset + ROLES.venue)));
}
