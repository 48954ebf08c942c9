import { SPAN_MONTHS } from "../../../sdk/kinds/index.js";

const DAY_MS = 86_400_000;

/** The same day of the month so many months later, or that month's last if it is shorter; by the calendar of JavaScript. Days since 1970-01-01, UTC. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY_MS;
}

/** The first day that a window holds which ends with `today`: so many days with today, or from the same day of a month on. */
export function firstDay(window: number, today: number): number {
  if (window >= SPAN_MONTHS) return monthsLater(today, SPAN_MONTHS - window);
  return today - Math.max(window - 1, 0);
}
