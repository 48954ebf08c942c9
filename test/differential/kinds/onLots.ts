import { type RuleKind, TRANCHE_BITS } from "../../../sdk/kinds/index.js";
import { readLot } from "../../../sdk/program/index.js";
import { DAY, lastDayPassed, lotWord } from "../lots.js";
import type { Field, Kind, Steering } from "./kind.js";

/** Kinds that are judged on the lots that move. */
export const lotKinds = {
  holdingPeriod: {
    steer: (s) =>
      around(s, ({ day, origin, units, rest }) => {
        // Later lots of the same origin make one lot with it; others are not judged.
        const same = rest.filter((word) => readLot(word).origin === origin);
        const sum = same.reduce((total, word) => total + readLot(word).units, units);
        const others = rest.filter((word) => !same.includes(word));
        const lots = [lotWord(day, origin, sum), ...others].sort((one, other) => {
          const [a, b] = [readLot(one), readLot(other)];
          return a.day - b.day || a.origin - b.origin;
        });
        return { limit: s.random.oneIn(4) ? ALL : 1n << BigInt(origin), facts: { ...s.facts, senderLots: lots } };
      }),
  },
  trancheClosedSince: {
    steer: (s) =>
      around(s, ({ day, origin, late }) => {
        const closed = late && s.random.oneIn(3) ? 0 : day;
        const offset = BigInt(origin * TRANCHE_BITS);
        const others = s.facts.tranches & ~(BigInt.asUintN(TRANCHE_BITS, -1n) << offset);
        return { limit: 1n << BigInt(origin), facts: { ...s.facts, tranches: others | (BigInt(closed) << offset) } };
      }),
  },
} as const satisfies Partial<Record<RuleKind, Kind>>;

const ALL = 0x7fn;

type Oldest = {
  readonly day: number;
  /** Whether the day is one too late to pass. */
  readonly late: boolean;
  readonly origin: number;
  readonly units: bigint;
  readonly rest: readonly bigint[];
};

/** A period on the sender's oldest lot that ends within a second of the time of the case, or ended or ends some day. */
function around({ random, facts, delta }: Steering, of: (oldest: Oldest) => Omit<Field, "window">): Field {
  const window = 1 + random.int(24);
  const [first, ...rest] = facts.senderLots;
  if (first === undefined) return { limit: ALL, window };
  // Lots of the cases have origins 0 to 5.
  if (delta === null) return { limit: 1n << 6n, window };
  const { origin, units } = readLot(first);
  const late = delta > 0 && random.oneIn(2);
  const midnight = ((facts.time + 1n) / DAY) * DAY;
  const day = lastDayPassed(midnight, window) + (late ? 1 : 0);
  return { ...of({ day, late, origin, units, rest }), window };
}
