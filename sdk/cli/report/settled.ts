import type { AuditReport } from "../../rulebook/audit/index.js";
import { spaced } from "../../rulebook/words/index.js";
import { columnHeads, counted, h, type Markup } from "./markup.js";
import { cited } from "./provisionLink.js";
import type { Shown } from "./shown.js";

/** What texts have settled, and what two authorities say alike. */
export function settled(shown: Shown): Markup {
  const { resolved, agreements } = shown.report;
  return [
    h("h3", {}, "Settled by a text"),
    resolved.length === 0
      ? h("p", {}, "No provision prevails over another one here.")
      : h(
          "details",
          { open: resolved.length <= 12 },
          h("summary", {}, counted(resolved.length, "precedence")),
          precedences(resolved, shown),
        ),
    h("h3", {}, "Alike at two authorities"),
    agreements.length === 0
      ? h("p", {}, "No two authorities say the same of the same.")
      : h(
          "details",
          { open: agreements.length <= 12 },
          h("summary", {}, counted(agreements.length, "agreement"), ": they must move together"),
          alike(agreements, shown),
        ),
  ];
}

const precedences = (resolved: AuditReport["resolved"], shown: Shown): Markup =>
  h(
    "table",
    { class: "list" },
    columnHeads(["Prevails", "Over", "Because"]),
    h(
      "tbody",
      {},
      resolved.map(({ prevails, over, because }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, cited(prevails, shown)),
          h("td", {}, cited(over, shown)),
          h("td", {}, because),
        ),
      ),
    ),
  );

const alike = (agreements: AuditReport["agreements"], shown: Shown): Markup =>
  h(
    "table",
    { class: "list" },
    columnHeads(["Measure", "Authorities", "Provisions"]),
    h(
      "tbody",
      {},
      agreements.map(({ measure, authorities, provisions }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, spaced(measure)),
          h("td", {}, authorities.join(", ")),
          h(
            "td",
            {},
            h(
              "ul",
              { class: "plain" },
              provisions.map((id) => h("li", {}, cited(id, shown))),
            ),
          ),
        ),
      ),
    ),
  );
