import { Temporal } from "temporal-polyfill";

const DAY = 86_400_000;

/** Sums that were asked lately: law adds the same spans to the same days again and again. */
const lately = new Map<string, string | undefined>();
const MOST_KEPT = 20_000;

function sum(day: string, n: number, unit: "d" | "m", add: (day: string, n: number) => string): string | undefined {
  const key = `${day} ${n}${unit}`;
  const known = lately.get(key);
  if (known !== undefined || lately.has(key)) return known;
  const written = add(day, n);
  // ISO 8601 writes other years with a sign, and such days are in no order with the rest.
  const made = /^\d/.test(written) ? written.slice(0, 10) : undefined;
  if (lately.size >= MOST_KEPT) lately.clear();
  lately.set(key, made);
  return made;
}

const daysAfter = (day: string, n: number) => new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString();
const monthsAfter = (day: string, months: number) => Temporal.PlainDate.from(day).add({ months }).toString();

/** Undefined: beyond the years 0 to 9999. @param n Days, before if below 0. */
export const addDays = (day: string, n: number): string | undefined => sum(day, n, "d", daysAfter);

/** The same day of the month so many civil months later, or before; the last day of a month that has no such day. Undefined: beyond the years 0 to 9999. */
export const addMonths = (day: string, months: number): string | undefined => sum(day, months, "m", monthsAfter);
