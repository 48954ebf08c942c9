import { Temporal } from "temporal-polyfill";

const DAY = 86_400_000;

/** Sums that were asked lately: law adds the same spans to the same days again and again. */
const lately = new Map<string, string>();
const MOST_KEPT = 20_000;

function sum(day: string, n: number, unit: "d" | "m", add: (day: string, n: number) => string): string {
  const key = `${day}${n}${unit}`;
  const known = lately.get(key);
  if (known !== undefined) return known;
  const made = add(day, n);
  if (lately.size >= MOST_KEPT) lately.clear();
  lately.set(key, made);
  return made;
}

const daysAfter = (day: string, n: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10);
const monthsAfter = (day: string, months: number) => Temporal.PlainDate.from(day).add({ months }).toString();

/** @param n Days, before if below 0. */
export const addDays = (day: string, n: number): string => sum(day, n, "d", daysAfter);

/** The same day of the month so many civil months later, or before; the last day of a month that has no such day. */
export const addMonths = (day: string, months: number): string => sum(day, months, "m", monthsAfter);
