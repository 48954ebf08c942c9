import { VENUE_STATES } from "../kinds/index.js";
import { duration, grouped, moment } from "../verdict/words.js";
import type { LeverageFinding, LeverageReason } from "./exposure.js";
import { NO_EQUITY } from "./judgeIncrease.js";
import type { WeighedExposure } from "./weighExposure.js";

/** What would help against one reason, of this reason alone. */
export type IncreaseRemedy =
  /** Take on so many cents of notional less. */
  | { readonly type: "reduce"; readonly cents: bigint }
  /** Bring in, or repay, so many cents. `here`: at the venue; `counted`: where equity counts over all venues, on chain or portable. */
  | { readonly type: "deposit"; readonly cents: bigint; readonly where: "here" | "counted" }
  /** For something that others do. */
  | { readonly type: "wait"; readonly what: string }
  | { readonly type: "none"; readonly why: string };

/** What a sentence about an increase needs to know. */
export type IncreaseContext = {
  readonly weighed: Pick<WeighedExposure, "equity" | "all">;
  /** What the registry's product classes are called, by number. */
  readonly classNames: ReadonlyMap<number, string>;
  /** Venues that are overdue, where the reader may know them. */
  readonly overdue: readonly number[];
};

/** Reasons that turn on what the investor has at other venues. */
export const OVER_ALL: ReadonlySet<LeverageReason> = new Set<LeverageReason>([
  ...(["EvidenceOverdue", "GlobalMarginShort", "LeverageAboveCap", "NotionalAboveCap"] as const),
]);

const CENTS = 100n;

/** "1,234.56", "-0.05" */
export function money(cents: bigint): string {
  const size = cents < 0n ? -cents : cents;
  return `${cents < 0n ? "-" : ""}${grouped(size / CENTS)}.${String(size % CENTS).padStart(2, "0")}`;
}

/** Basis points as a multiple: "5x", "1.2346x". */
export function times(basisPoints: bigint): string {
  const fraction = String(basisPoints % 10_000n)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `${grouped(basisPoints / 10_000n)}${fraction === "" ? "" : `.${fraction}`} times`;
}

type Say = (finding: LeverageFinding, context: IncreaseContext) => string;
type Help = (finding: LeverageFinding, context: IncreaseContext) => IncreaseRemedy;

const none = (why: string): IncreaseRemedy => ({ type: "none", why });
const wait = (what: string): IncreaseRemedy => ({ type: "wait", what });

const STATE_WORDS: ReadonlyMap<bigint, string> = new Map([
  [BigInt(VENUE_STATES.closeOnly), "close-only"],
  [BigInt(VENUE_STATES.suspended), "suspended"],
  [BigInt(VENUE_STATES.woundDown), "wound down"],
]);

const named = ({ class: of }: LeverageFinding, { classNames }: IncreaseContext): string => {
  const name = classNames.get(of);
  return name === undefined ? `Class ${of}` : `Class ${of} (${name})`;
};

export const INCREASE_SENTENCES: Readonly<Record<LeverageReason, Say>> = {
  VenueNotOpen: ({ venue, measured }) =>
    `Venue ${venue} is ${STATE_WORDS.get(measured) ?? `in state ${measured}`}, and takes no increases.`,
  VenueExpired: ({ venue, limit }) => `The registration of venue ${venue} was good until ${moment(limit)}.`,
  ClassNotListed: (finding, context) =>
    `${named(finding, context)} has no row in the venue's table for an investor of tier ${finding.measured}.`,
  ClassBanned: (finding, context) => `${named(finding, context)} is barred at this venue for an investor of the tier.`,
  ShortBarred: (finding, context) => `${named(finding, context)} may only be held long at this venue.`,
  PriceStale: ({ measured, limit }) =>
    measured > limit
      ? `The price is ${duration(measured)} old; for an increase it may be ${duration(limit)}.`
      : "The price serves no increase now: its market is closed, or it cannot be read.",
  InitialMarginShort: ({ limit }, { weighed }) =>
    `Net equity at the venue would be ${money(weighed.equity)}; its table asks ${money(limit)} of initial margin.`,
  EvidenceOverdue: ({ measured }, { overdue }) => {
    const which = overdue.length === 0 ? "" : `: ${overdue.join(", ")}`;
    const [subject, verb] = measured === 1n ? ["venue has", "says that its"] : ["venues have", "say that their"];
    return `${grouped(measured)} ${subject} not reported in time, or ${verb} own cap is passed${which}.`;
  },
  GlobalMarginShort: ({ limit }, { weighed }) =>
    `Net equity that counts over all venues would be ${money(weighed.all.equity)}; their initial margin together is ${money(limit)}.`,
  LeverageAboveCap: ({ measured, limit }) =>
    measured === NO_EQUITY
      ? `There would be no net equity that counts over all venues; notional may be ${times(limit)} of it.`
      : `Notional over all venues would be ${times(measured)} net equity; at most ${times(limit)} is allowed.`,
  NotionalAboveCap: ({ measured, limit }) =>
    `Notional over all venues would be ${money(measured)}; at most ${money(limit)} is allowed.`,
};

export const INCREASE_REMEDIES: Readonly<Record<LeverageReason, Help>> = {
  VenueNotOpen: () => none("Reductions and repayments are taken; an increase at another venue may be."),
  VenueExpired: () => wait("the venue's registration to be renewed"),
  ClassNotListed: () =>
    none("The framework must schedule a row for the class, or the investor show evidence of a tier that has one."),
  ClassBanned: () => none("Nothing helps at this venue but evidence of a tier for which the class is not barred."),
  ShortBarred: () => none("Hold the class long, or not at all."),
  PriceStale: () => wait("a fresh price, while the market is open"),
  InitialMarginShort: ({ limit }, { weighed }) => ({ type: "deposit", cents: limit - weighed.equity, where: "here" }),
  EvidenceOverdue: (_finding, { overdue }) =>
    wait(overdue.length === 0 ? "the reports that are overdue" : `a report of venue ${overdue.join(", ")}`),
  GlobalMarginShort: (_finding, { weighed: { all } }) => ({
    type: "deposit",
    cents: all.initial - all.equity,
    where: "counted",
  }),
  LeverageAboveCap: ({ limit }, { weighed: { all } }) => {
    const most = all.equity <= 0n ? 0n : (all.equity * limit) / 10_000n;
    return { type: "reduce", cents: all.notional - most };
  },
  NotionalAboveCap: ({ measured, limit }) => ({ type: "reduce", cents: measured - limit }),
};
