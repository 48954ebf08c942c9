import { type Issue, RulebookInvalidError } from "../../errors/index.js";
import { repeats } from "../checks/repeats.js";
import { issuesOf } from "../issues.js";
import { type BusinessCalendar, Calendars } from "./calendars.js";

export type ParseCalendarsReturnType = Calendars;
export type ParseCalendarsErrorType = RulebookInvalidError;

function ofCalendar({ from, through, holidays }: BusinessCalendar, path: string): readonly Issue[] {
  const days = holidays.map(({ day }) => day);
  return [
    ...(through < from ? [{ path: `${path}.through`, message: "is before the first day", value: through }] : []),
    ...days.flatMap((day, index) =>
      day >= from && day <= through
        ? []
        : [{ path: `${path}.holidays[${index}].day`, message: `is not between ${from} and ${through}`, value: day }],
    ),
    ...repeats(days).map((index) => ({
      path: `${path}.holidays[${index}].day`,
      message: "is the day of another holiday",
      value: days[index],
    })),
  ];
}

/**
 * Checks that a value is a set of business calendars, and types it. Pure; nothing is filled in or dropped.
 *
 * @param input What `JSON.parse` made of its file.
 * @throws {RulebookInvalidError} when anything is wrong: days outside the calendar's own, days named twice. Lists every issue with its path.
 * @example
 * const calendars = parseCalendars(JSON.parse(readFileSync("rulebooks/us/calendars.json", "utf8")));
 */
export function parseCalendars(input: unknown): ParseCalendarsReturnType {
  const result = Calendars.safeParse(input);
  if (!result.success) throw new RulebookInvalidError({ issues: issuesOf(result.error, input) });
  const { calendars } = result.data;
  const issues = [
    ...calendars.flatMap((calendar, index) => ofCalendar(calendar, `calendars[${index}]`)),
    ...repeats(calendars.map(({ id }) => id)).map((index) => ({
      path: `calendars[${index}].id`,
      message: "is the id of another calendar",
      value: calendars[index]?.id,
    })),
  ];
  if (issues.length > 0) throw new RulebookInvalidError({ issues });
  return result.data;
}
