import { z } from "zod";
import { ParameterInvalidError } from "../errors/index.js";

/** A day of the calendar, as 2026-02-28. Days that no calendar has are refused. */
export const Day = z.iso.date({ error: "must be a day of the calendar, as 2026-02-28" });

/** A second of time with its zone, as 2026-02-28T17:00:00Z or 2026-02-28T12:00:00-05:00. */
export const Instant = z.iso.datetime({
  offset: true,
  precision: 0,
  error: "must be an instant with its zone, to the second, as 2026-02-28T17:00:00Z",
});

/** Days of a hundred years: no term of law is longer. */
const MOST_IN_PERIOD = 36_525;

/** A span of civil time. "Any 90 days" includes both ends; business days need a calendar. */
export const Period = z.strictObject({
  n: z.int().min(1).max(MOST_IN_PERIOD),
  unit: z.enum(["day", "businessDay", "week", "month", "year"]),
  calendar: z.enum(["us-federal", "us-market"]).optional(),
  /** Where an end that is no business day moves to. */
  roll: z.literal("next").optional(),
});
export type Period = Readonly<z.infer<typeof Period>>;

/** Unix seconds of an instant. */
export const secondsOf = (instant: string): bigint => BigInt(Date.parse(instant) / 1000);

/** First second of the year 0, and of the year 10000. */
const [FIRST_SECOND, END] = [-62_167_219_200n, 253_402_300_800n];

/**
 * The day in UTC on which a second lies.
 *
 * @param seconds Unix seconds.
 * @throws {ParameterInvalidError} when they are of no year from 0 to 9999: milliseconds are.
 */
export function dayOf(seconds: bigint): string {
  if (seconds < FIRST_SECOND || seconds >= END) {
    const wanted = "unix seconds, not milliseconds, of a day in the years 0 to 9999";
    throw new ParameterInvalidError({ parameter: "asOf", value: String(seconds), wanted });
  }
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
}
