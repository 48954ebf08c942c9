import type { Upcoming } from "../../rulebook/audit/index.js";
import { columnHeads, dayMarkup, h, type Markup } from "./markup.js";
import { cited } from "./provisionLink.js";
import type { Shown } from "./shown.js";

const WORDS: Readonly<Record<Upcoming["what"], string>> = {
  takesEffect: "Takes effect",
  lastDay: "Last day in force",
  commentsClose: "Comments close",
};
export const upcomingWords = ({ what }: Pick<Upcoming, "what">): string => WORDS[what];

/** What is known to come, by day. */
export function upcoming(shown: Shown): Markup {
  const { upcoming: coming } = shown.report;
  if (coming.length === 0) return h("p", {}, "Nothing is known to come.");
  const days = new Map<string, Upcoming[]>();
  for (const one of coming) {
    const key = `${one.day} ${one.what}`;
    days.set(key, [...(days.get(key) ?? []), one]);
  }
  return h(
    "table",
    { class: "list" },
    columnHeads(["Day", "What", "Provisions"]),
    h(
      "tbody",
      {},
      [...days.values()].map((row) => {
        const [first] = row;
        return first === undefined
          ? null
          : h(
              "tr",
              {},
              h("th", { scope: "row" }, dayMarkup(first.day)),
              h("td", {}, upcomingWords(first)),
              h(
                "td",
                {},
                h(
                  "ul",
                  { class: "plain" },
                  row.map(({ provision }) => h("li", {}, cited(provision, shown))),
                ),
              ),
            );
      }),
    ),
  );
}
