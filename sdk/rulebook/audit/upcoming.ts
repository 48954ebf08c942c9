import type { Law } from "./law.js";
import type { Upcoming } from "./report.js";

/** What is known to come after the day, in the order of days: provisions that take effect or end, and the end of the time for comments. */
export function upcomingOf({ all, asOf }: Law): readonly Upcoming[] {
  const found = all.flatMap(({ provision }): readonly Upcoming[] => {
    const { id, citation, status, effective, commentsUntil } = provision;
    const one = (what: Upcoming["what"], day: string | undefined): readonly Upcoming[] =>
      day === undefined || day < asOf || (what === "takesEffect" && day === asOf)
        ? []
        : [{ day, what, provision: id, citation, status }];
    return [
      ...(status === "withdrawn" ? [] : one("commentsClose", status === "proposed" ? commentsUntil : undefined)),
      ...(status === "withdrawn" ? [] : one("takesEffect", effective?.from)),
      ...(status === "in_force" ? one("lastDay", effective?.through) : []),
    ];
  });
  return found.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
