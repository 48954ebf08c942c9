import { SPAN_MONTHS } from "../../kinds/index.js";
import { shiftMonths } from "../shiftMonths.js";

/**
 * The first day of a rolling window that ends with a day. n days are that day and the n - 1 before it. n months begin on the same day of the month n
 * months ago, or on that month's last if it is shorter; that day is within: what passed in its last hour is less than n months ago.
 *
 * @param span Of a rule, as its `window` has it.
 * @param day Days since 1970-01-01, UTC.
 * @returns Likewise.
 */
export const windowStart = (span: number, day: number): number =>
  span >= SPAN_MONTHS ? shiftMonths(day, SPAN_MONTHS - span) : day + 1 - span;
