import { BASIS_POINTS, MODES, type Rule, STRICTLY } from "../../../sdk/kinds/index.js";
import { DAY } from "../../fixtures/walk.js";
import { firstDay, monthsLater } from "./calendar.js";
import { holdingIn } from "./checks.js";
import { type Made } from "./increases.js";
import { type Parties, purchasersSince, subjectOf, unitsSince } from "./log.js";
import { type TokenState } from "./state.js";

/** What was found, and the most that there may be; of a least the least first, and what was found then. */
export type Measure = { readonly measured: bigint; readonly limit: bigint };
type Measuring = (made: Made, rule: Rule, now: Now) => Measure | undefined;
/** The parties, the token before and after, and the second and the day of the movement. */
type Now = Parties & {
  readonly was: TokenState;
  readonly is: TokenState;
  readonly time: bigint;
  readonly today: number;
};

const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n);
const countIn = (lanes: readonly bigint[], mask: number) =>
  sum(lanes.filter((_, lane) => mask === 0 || ((mask >> lane) & 1) === 1));

/** Holders as a counting rule counts them. */
function counted({ program }: Made, rule: Rule, token: TokenState, country: number): bigint {
  if ((rule.modes >> MODES.together) & 1) {
    const countries = program.countrySets[rule.countrySet!.set]!;
    return sum(countries.map((each) => countIn(token.counts.get(each)!, rule.lanes)));
  }
  if ((rule.modes >> MODES.perCountry) & 1) return countIn(token.counts.get(country)!, rule.lanes);
  const owners = (rule.modes >> MODES.beneficial) & 1;
  const behind = owners ? countIn(token.owners, rule.lanes) - countIn(token.lookedThrough, rule.lanes) : 0n;
  return countIn(token.totals, rule.lanes) + behind;
}

/** The lots that a movement reaches, oldest first. */
function reached({ attempt }: Made, { sender, was }: Now) {
  let left = attempt.amount;
  const lots: { readonly day: number; readonly origin: number }[] = [];
  for (const word of was.lots.get(sender?.investor ?? 0n) ?? []) {
    const units = word & ((1n << 112n) - 1n);
    if (left === 0n) break;
    lots.push({ origin: Number((word >> 112n) & 7n), day: Number(word >> 115n) });
    left -= left < units ? left : units;
  }
  return lots;
}

/** Units that whoever the rule counts by has moved within its window, by the log of movements. */
const flowed = ({ memory, program }: Made, rule: Rule, now: Now): bigint =>
  unitsSince({ memory, program, rule, token: now.is }, subjectOf(rule, now), firstDay(rule.window, now.today));

const ofSupply = (basisPoints: bigint, units: bigint): bigint => (basisPoints * units) / BASIS_POINTS;
/** What was reported of a token, while it holds. */
const reported = ({ memory }: Made, { is, time }: Now, which: "weekly" | "daily"): bigint => {
  const volume = memory.volumes.get(is.at)?.[which];
  return volume !== undefined && time < volume.until ? volume.units : 0n;
};
const secondAfter = (day: number): bigint => BigInt(day + 1) * DAY;

/** Of each kind of limit what must be within it once a movement was allowed that it is about: by books, records and log, not by what the engine measures. */
export const LIMITS: Partial<Record<Rule["kind"], Measuring>> = {
  requiredStatuses: (_made, { limit }, { receiver }) => ({ measured: limit & ~receiver!.statuses, limit: 0n }),
  forbiddenStates: (_made, { limit, side }, now) => ({ measured: limit & now[side as "sender"]!.states, limit: 0n }),
  evidenceFresh: (_made, { limit }, { receiver, time }) => ({
    measured: time + 1n,
    limit: limit === 0n ? receiver!.kycUntil : receiver!.statusUntil,
  }),
  spenderRegistered: ({ attempt }, _rule, { spender }) => ({
    measured: attempt.spender !== undefined && attempt.spender !== attempt.from && spender === undefined ? 1n : 0n,
    limit: 0n,
  }),
  notBefore: (_made, { limit }, { time }) => ({ measured: limit, limit: time }),
  notAfter: (_made, { limit }, { time }) => ({ measured: time + 1n, limit }),
  mostPerMovement: ({ attempt }, { limit }) => ({ measured: attempt.amount, limit }),
  leastPerMovement: ({ attempt }, { limit }) => ({ measured: limit, limit: attempt.amount }),
  mostUnits: ({ after }, { limit }, { receiver, is }) => ({
    measured: holdingIn(after, is, receiver!.investor),
    limit,
  }),
  mostShare: ({ after }, { limit, window }, { receiver, is }) => ({
    measured: holdingIn(after, is, receiver!.investor),
    limit: ofSupply(BigInt(window), is.supply > limit ? is.supply : limit),
  }),
  leastHolding: ({ after }, { limit, side }, now) => {
    const holding = holdingIn(after, now.is, now[side as "sender"]!.investor);
    return holding > 0n ? { measured: limit, limit: holding } : undefined;
  },
  wholeHoldingOnly: ({ after }, _rule, { sender, is }) => ({
    measured: holdingIn(after, is, sender!.investor),
    limit: 0n,
  }),
  mostHolders: (made, rule, { receiver, was, is }) => {
    if (was.holders.has(receiver!.investor)) return undefined;
    const [before, count] = [was, is].map((token) => counted(made, rule, token, Number(receiver!.country))) as [
      bigint,
      bigint,
    ];
    return count > before ? { measured: count, limit: rule.limit } : undefined;
  },
  fewestHolders: (made, rule, { sender, was, is }) => {
    if (is.holders.has(sender!.investor)) return undefined;
    const [before, count] = [was, is].map((token) => counted(made, rule, token, Number(sender!.country))) as [
      bigint,
      bigint,
    ];
    return count < before ? { measured: rule.limit, limit: count } : undefined;
  },
  mostOutflow: (made, rule, now) => ({ measured: flowed(made, rule, now), limit: rule.limit }),
  mostOutflowShare: (made, rule, now) => ({
    measured: flowed(made, rule, now),
    limit: ofSupply(rule.limit, now.was.supply),
  }),
  mostOutflowShareOrVolume: (made, rule, now) => {
    const [share, volume] = [ofSupply(rule.limit, now.was.supply), reported(made, now, "weekly")];
    return { measured: flowed(made, rule, now), limit: share > volume ? share : volume };
  },
  mostInflow: (made, rule, now) => {
    const own = made.memory.personal.get(`${now.is.at} ${now.receiver!.investor}`);
    if (own === "joined") return undefined;
    const limit = own !== undefined && now.time < own.until ? own.units : rule.limit;
    return { measured: flowed(made, rule, now), limit };
  },
  mostVenueVolume: (made, rule, now) =>
    subjectOf(rule, now) === 0n
      ? undefined
      : { measured: flowed(made, rule, now), limit: ofSupply(rule.limit, reported(made, now, "daily")) },
  mostPurchasers: ({ memory, program }, rule, { today, is }) => ({
    measured: BigInt(purchasersSince({ memory, program, rule, token: is }, firstDay(rule.window, today)).size),
    limit: rule.limit,
  }),
  holdingPeriod: (made, { limit, window }, now) => {
    const days = reached(made, now).flatMap(({ origin, day }) => ((limit >> BigInt(origin)) & 1n ? [day] : []));
    const ends = days.map((day) => secondAfter(monthsLater(day, window)));
    return { measured: ends.reduce((last, end) => (end > last ? end : last), 0n), limit: now.time };
  },
  trancheClosedSince: (made, { limit, window }, now) => {
    const origins = reached(made, now).flatMap(({ origin }) => ((limit >> BigInt(origin)) & 1n ? [origin] : []));
    const ends = origins.map((origin) => {
      const day = now.was.closed[origin]!;
      return day === 0 ? 1n << 48n : secondAfter(monthsLater(day, window));
    });
    return { measured: ends.reduce((last, end) => (end > last ? end : last), 0n), limit: now.time };
  },
  mostGroupShare: ({ program }, rule, { sender, receiver, is }) => {
    const meter = is.meters.find((one) => program.rules[one.rule] === rule);
    if (meter?.sums === undefined || receiver === undefined) return undefined;
    const [from, to] = [sender && meter.marks.get(sender.investor), meter.marks.get(receiver.investor)!];
    if (to.weight <= (from?.weight ?? 0n) && (!to.excluded || from?.excluded === true)) return undefined;
    const base = is.supply - meter.sums.excluded;
    const most = BigInt(rule.window % STRICTLY) * (base > rule.limit ? base : rule.limit);
    return { measured: meter.sums.weighted + (rule.window > STRICTLY ? 1n : 0n), limit: most };
  },
};
