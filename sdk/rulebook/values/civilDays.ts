import { Temporal } from "temporal-polyfill";

const DAY = 86_400_000;

/** @param n Days, before if below 0. */
export const addDays = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10);

/** Sums that were asked lately: law adds the same spans to the same days again and again. */
const lately = new Map<string, string>();
const MOST_KEPT = 20_000;

/** The same day of the month so many civil months later, or before; the last day of a month that has no such day. */
export function addMonths(day: string, months: number): string {
  const key = `${day}${months}`;
  const known = lately.get(key);
  if (known !== undefined) return known;
  const sum = Temporal.PlainDate.from(day).add({ months }).toString();
  if (lately.size >= MOST_KEPT) lately.clear();
  lately.set(key, sum);
  return sum;
}
