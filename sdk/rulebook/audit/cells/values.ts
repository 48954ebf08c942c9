import type { Period } from "../../dates.js";
import { businessDays } from "../../values/businessDays.js";
import { decimal as exact, decimalText as exactText, roundDecimal } from "../../values/decimal.js";
import { type CalendarBook, dayAfter } from "../../values/periods.js";

/** What a variable of a cell may be: a number in billionths, a day as its number since 1970-01-01, a truth, a text, a set of texts. */
export type CellValue = bigint | number | boolean | string | readonly string[];

/** Numbers of law have few decimals; nine keep every product of two of them exact that law makes. */
const DECIMALS = 9;
export const ONE = 10n ** BigInt(DECIMALS);

/** A decimal number in billionths. Further decimals are cut, towards zero. */
export function decimal(text: string): bigint {
  const { digits, scale } = exact(text);
  return scale > DECIMALS ? digits / 10n ** BigInt(scale - DECIMALS) : digits * 10n ** BigInt(DECIMALS - scale);
}

/** The same as text, without idle zeros. */
export const decimalText = (value: bigint): string => exactText({ digits: value, scale: DECIMALS });

/** Rounded towards zero. */
export const times = (a: bigint, b: bigint): bigint => (a * b) / ONE;

/** The multiple of a step next to a number. */
export const rounded = (value: bigint, step: bigint, direction: "up" | "down"): bigint =>
  roundDecimal({ digits: value, scale: DECIMALS }, { digits: step, scale: DECIMALS }, direction).digits;

const MILLISECONDS = 86_400_000;
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / MILLISECONDS;
export const dayText = (number: number): string => new Date(number * MILLISECONDS).toISOString().slice(0, 10);

/** Where a calendar is not given, or does not reach so far, business rests on Saturdays and Sundays: an audit asks about days of any year. */
const WEEKENDS = businessDays({ from: "0001-01-01", through: "9999-12-31", holidays: [] });
const EVERY_YEAR: CalendarBook = new Map([
  ["us-federal", WEEKENDS],
  ["us-market", WEEKENDS],
]);

/** The day on which a period ends that begins with a day. Undefined: a day that has no date. */
export function endOf(day: number, period: Period, calendars: CalendarBook): number | undefined {
  const from = dayText(day);
  const weekends = { ...period, calendar: period.calendar ?? "us-federal" } as const;
  const end = dayAfter(from, period, calendars) ?? dayAfter(from, weekends, EVERY_YEAR);
  return end === undefined ? undefined : dayNumber(end);
}

/** Days that no business day parts are fewer, in every calendar. */
const LONGEST_REST = 7;

/** The first day from which a period ends on a day or later. */
export function firstEnding(end: number, period: Period, calendars: CalendarBook): number | undefined {
  const back = endOf(end, { ...period, n: -period.n, roll: undefined }, calendars);
  if (back === undefined) return undefined;
  const reaches = (day: number) => (endOf(day, period, calendars) ?? end) >= end;
  // From the end of a month so many months back may be a day short.
  let first = back + 1;
  while (first > back - LONGEST_REST && reaches(first - 1)) first -= 1;
  return first;
}
