import type { BusinessCalendar } from "../packs/calendars.js";
import { addDays } from "./civilDays.js";

/** Which days of a calendar are business days. Of a day outside it nobody knows, and the answer is undefined. */
export type BusinessDays = {
  readonly isBusinessDay: (day: string) => boolean | undefined;
  /** The nth business day after (n above 0) or before (below 0) a day, which need not be one itself. */
  readonly add: (day: string, n: number) => string | undefined;
  /** The day itself, or the next business day. */
  readonly roll: (day: string) => string | undefined;
};

const SATURDAY = 6;
const SUNDAY = 0;
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

export function businessDays({
  from,
  through,
  holidays,
}: Pick<BusinessCalendar, "from" | "through" | "holidays">): BusinessDays {
  const rest = new Set(holidays.map(({ day }) => day));
  const isBusinessDay = (day: string): boolean | undefined => {
    if (day < from || day > through) return undefined;
    const number = weekday(day);
    return number !== SATURDAY && number !== SUNDAY && !rest.has(day);
  };
  const add = (day: string, n: number): string | undefined => {
    const step = n < 0 ? -1 : 1;
    let found: string | undefined = day;
    for (let left = Math.abs(n); left > 0;) {
      found = addDays(found, step);
      const business = found === undefined ? undefined : isBusinessDay(found);
      if (found === undefined || business === undefined) return undefined;
      if (business) left -= 1;
    }
    return found;
  };
  const roll = (day: string): string | undefined => {
    const business = isBusinessDay(day);
    return business === undefined ? undefined : business ? day : add(day, 1);
  };
  return { isBusinessDay, add, roll };
}
