import { ParameterInvalidError } from "../errors/index.js";
import { type BusinessCalendar, dayOf, Period, type Provision, secondsOf } from "../rulebook/index.js";
import { addDays } from "../rulebook/values/civilDays.js";
import { calendarBook, dayAfter } from "../rulebook/values/periods.js";

/** The time that the law leaves to liquidate an excess which a change of delta has brought. How long it is, the provision says. */
export type GraceRule = {
  /** One that counts a period after `activity.excessSince`. */
  readonly provision: Provision;
  readonly calendars: readonly BusinessCalendar[];
  /** Of the spot month, as "2026-12-28": on it there is no grace. Left out: it is not near. */
  readonly lastTradingDay?: string | undefined;
};

const SINCE = "activity.excessSince";

/**
 * @internal
 * Until when an excess that began at a second may be liquidated: the first second after the grace. Null: no calendar reaches so far, or there is none.
 *
 * @throws {ParameterInvalidError} when the provision gives no period after `activity.excessSince`.
 */
export function graceOf({ provision, calendars, lastTradingDay }: GraceRule, since: bigint): bigint | null {
  const period = gracePeriod(provision);
  const last = dayAfter(dayOf(since), period, calendarBook(calendars));
  const next = last === undefined ? undefined : addDays(last, 1);
  if (next === undefined) return null;
  const until = lastTradingDay !== undefined && lastTradingDay < next ? lastTradingDay : next;
  const end = secondsOf(`${until}T00:00:00Z`);
  return end > since ? end : null;
}

/**
 * @internal
 * How long the grace is.
 *
 * @throws {ParameterInvalidError} when the provision gives no period after `activity.excessSince`.
 */
export function gracePeriod({ id, effect }: Provision): Period {
  const period = periodIn(effect);
  if (period !== undefined) return period;
  const wanted = `a provision that counts a period after ${SINCE}`;
  throw new ParameterInvalidError({ parameter: "grace.provision", value: id, wanted });
}

/** The first period after the fact, wherever a predicate has it. */
function periodIn(part: unknown): Period | undefined {
  if (typeof part !== "object" || part === null) return undefined;
  const { after, period } = part as Readonly<Record<string, unknown>>;
  if ((after as { readonly fact?: unknown } | undefined)?.fact === SINCE) return Period.safeParse(period).data;
  for (const inner of Object.values(part)) {
    const found = periodIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
