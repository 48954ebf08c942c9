import type { AuditCoverage, CoverageCell } from "../../rulebook/audit/index.js";
import { nameInWords } from "../../rulebook/words/index.js";
import { concernTitle } from "./coverageCard.js";
import { columnHeads, counted, h, type Markup } from "./markup.js";
import type { Shown } from "./shown.js";

const COLUMNS = ["Activity", "Concern", "Product classes", "Why a rule is expected"];

/** Cells that want a rule and have none; product classes of one reason together. */
export function coverageGaps({ cells }: AuditCoverage, shown: Shown): Markup {
  const missing = cells.filter(({ expected, provisions }) => expected && provisions.length === 0);
  if (missing.length === 0) return h("p", {}, "Each expected rule is there.");
  const rows = new Map<string, [CoverageCell, ...CoverageCell[]]>();
  for (const cell of missing) {
    const key = [cell.activity, cell.concern, cell.why].join("\n");
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [cell]);
    else row.push(cell);
  }
  return h(
    "details",
    { open: rows.size <= 12 },
    h("summary", {}, counted(missing.length, "gap"), ": where a rule is expected, and none is encoded"),
    h(
      "table",
      { class: "list" },
      columnHeads(COLUMNS),
      h(
        "tbody",
        {},
        [...rows.values()].map((row) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, nameInWords(row[0].activity)),
            h("td", {}, concernTitle(row[0].concern, shown)),
            h("td", {}, row.map(({ product }) => nameInWords(product)).join(", ")),
            h("td", {}, row[0].why),
          ),
        ),
      ),
    ),
  );
}
