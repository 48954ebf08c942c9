import type { AuditFinding } from "../../rulebook/audit/index.js";
import { findingSides } from "./findingSides.js";
import { findingWords } from "./findingWords.js";
import { knownWords } from "./knownWords.js";
import { h, type Markup } from "./markup.js";
import { severityBadge } from "./severities.js";
import type { Shown } from "./shown.js";
import { witness } from "./witness.js";

/** One finding: what it is, both sides, the case in which it happens, and what may be done. */
export function findingCard(
  finding: AuditFinding,
  { index, shown }: { readonly index: number; readonly shown: Shown },
): Markup {
  const { code, severity, declared, authorities } = finding;
  const from = `/findings/${index}`;
  const id = `finding/${index + 1}`;
  return h(
    "article",
    {
      ...{ class: "finding", id, "aria-labelledby": `${id}/title`, "data-severity": severity, "data-code": code },
      "data-authorities": authorities.join(" "),
    },
    h(
      "header",
      {},
      h("h5", { id: `${id}/title` }, h("span", { class: "nth" }, `${index + 1}`), " ", findingWords(code).title),
      severityBadge(severity),
    ),
    h("p", { class: "what" }, finding.what),
    findingSides(finding, { from, shown }),
    finding.witness === null ? null : witness(finding.witness, { from: `${from}/witness`, shown }),
    h("p", { class: "suggestion" }, h("strong", {}, "Suggestion. "), finding.suggestion),
    declared === null ? null : h("p", { class: "declared" }, knownWords(declared)),
  );
}
