import { z } from "zod";

/** A day of the calendar, as 2026-02-28. Days that no calendar has are refused. */
export const Day = z.iso.date({ error: "must be a day of the calendar, as 2026-02-28" });

/** A second of time with its zone, as 2026-02-28T17:00:00Z or 2026-02-28T12:00:00-05:00. */
export const Instant = z.iso.datetime({
  offset: true,
  precision: 0,
  error: "must be an instant with its zone, to the second, as 2026-02-28T17:00:00Z",
});

/** A span of civil time. "Any 90 days" includes both ends; business days need a calendar. */
export const Period = z.strictObject({
  n: z.int().min(1),
  unit: z.enum(["day", "businessDay", "week", "month", "year"]),
  calendar: z.enum(["us-federal", "us-market"]).optional(),
  /** Where an end that is no business day moves to. */
  roll: z.literal("next").optional(),
});
export type Period = Readonly<z.infer<typeof Period>>;

/** Unix seconds of an instant. */
export const secondsOf = (instant: string): bigint => BigInt(Date.parse(instant) / 1000);

/** The day in UTC on which a second lies. @param seconds Unix seconds. */
export const dayOf = (seconds: bigint): string => new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
