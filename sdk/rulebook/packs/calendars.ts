import { z } from "zod";
import { Day } from "../dates.js";
import { Source } from "../provision.js";
import { type DeepReadonly, Id, Prose } from "../text.js";

/** Days on which business rests besides Saturdays and Sundays, from the first to the last day that it speaks of. */
export const BusinessCalendar = z.strictObject({
  id: z.enum(["us-federal", "us-market"]),
  title: Prose,
  sources: z.array(Source).min(1),
  /** Of other days nobody knows whether they are business days. */
  from: Day,
  through: Day,
  holidays: z.array(z.strictObject({ day: Day, name: Prose })),
});
export type BusinessCalendar = DeepReadonly<z.infer<typeof BusinessCalendar>>;

/** Calendars by which periods of business days are counted. */
export const Calendars = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.calendars/1"),
  id: Id,
  title: Prose,
  calendars: z.array(BusinessCalendar).min(1),
});
export type Calendars = DeepReadonly<z.infer<typeof Calendars>>;
