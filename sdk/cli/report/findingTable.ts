import type { Numbered } from "./findings.js";
import { findingWords } from "./findingWords.js";
import { columnHeads, counted, h, type Markup } from "./markup.js";
import { cited } from "./provisionLink.js";
import { severityBadge } from "./severities.js";
import type { Shown } from "./shown.js";

/** Longer tables are folded. */
const MOST_OPEN = 8;

/** Findings of one kind, each about one provision or none, a row each. */
export const findingTable = (code: string, rows: readonly Numbered[], shown: Shown): Markup =>
  h(
    "details",
    { class: "kind", open: rows.length <= MOST_OPEN },
    h("summary", {}, `${findingWords(code).title}: ${counted(rows.length, "finding")}`),
    h("p", { class: "about" }, findingWords(code).meaning),
    h(
      "table",
      { class: "list" },
      columnHeads(["Severity", "Where", "What", "Suggestion"]),
      h(
        "tbody",
        {},
        rows.map(({ finding: { severity, provisions, what, suggestion, authorities }, index }) =>
          h(
            "tr",
            {
              ...{ id: `finding/${index + 1}`, class: "finding-row", "data-severity": severity, "data-code": code },
              "data-authorities": authorities.join(" "),
            },
            h("td", {}, severityBadge(severity)),
            h(
              "td",
              {},
              provisions.length === 0
                ? "–"
                : h(
                    "ul",
                    { class: "plain" },
                    provisions.map((id) => h("li", {}, cited(id, shown))),
                  ),
            ),
            h("td", {}, what),
            h("td", {}, suggestion),
          ),
        ),
      ),
    ),
  );
