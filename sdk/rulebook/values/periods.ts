import type { Period } from "../dates.js";
import type { BusinessCalendar } from "../packs/calendars.js";
import { type BusinessDays, businessDays } from "./businessDays.js";
import { addDays, addMonths } from "./civilDays.js";

/** Calendars by their ids. */
export type CalendarBook = ReadonlyMap<string, BusinessDays>;

export const calendarBook = (calendars: readonly BusinessCalendar[]): CalendarBook =>
  new Map(calendars.map((calendar) => [calendar.id, businessDays(calendar)]));

/** Of any calendar here: nothing is before it. */
const FIRST_DAY = "0000-01-01";
const MONTHS_IN_YEAR = 12;
const DAYS_IN_WEEK = 7;

/**
 * The day on which a period ends that begins with a day: that day is not counted. Undefined: a calendar is needed that is not given, or that does
 * not reach so far.
 */
export function dayAfter(
  day: string,
  { n, unit, calendar, roll }: Period,
  calendars: CalendarBook,
): string | undefined {
  const book = calendar === undefined ? undefined : calendars.get(calendar);
  const end = endOf(day, n, unit, book);
  return end === undefined || roll === undefined ? end : book?.roll(end);
}

function endOf(day: string, n: number, unit: Period["unit"], book: BusinessDays | undefined): string | undefined {
  if (unit === "businessDay") return book?.add(day, n);
  if (unit === "month") return addMonths(day, n);
  if (unit === "year") return addMonths(day, n * MONTHS_IN_YEAR);
  return addDays(day, unit === "week" ? n * DAYS_IN_WEEK : n);
}

/**
 * The first day of a window that ends with a day. "Any 90 days" includes both ends: 90 days with that day the last of them. "Any 3 months": all days
 * after the same day 3 months before. Business days: so many of them, with that day the last if it is one.
 */
export function firstDayOf(last: string, { n, unit, calendar }: Period, calendars: CalendarBook): string | undefined {
  if (unit === "month" || unit === "year") {
    const before = addMonths(last, unit === "year" ? -n * MONTHS_IN_YEAR : -n);
    return before === undefined ? FIRST_DAY : addDays(before, 1);
  }
  if (unit !== "businessDay") return addDays(last, 1 - (unit === "week" ? n * DAYS_IN_WEEK : n)) ?? FIRST_DAY;
  const book = calendar === undefined ? undefined : calendars.get(calendar);
  const business = book?.isBusinessDay(last);
  if (book === undefined || business === undefined) return undefined;
  return business && n === 1 ? last : book.add(last, business ? 1 - n : -n);
}

/** First and last day of the calendar month before. */
export function monthBefore(day: string): { readonly first: string; readonly last: string } {
  const thisMonth = `${day.slice(0, 8)}01`;
  return { first: addMonths(thisMonth, -1) ?? FIRST_DAY, last: addDays(thisMonth, -1) ?? FIRST_DAY };
}
