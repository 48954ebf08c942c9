import type { AuditFinding } from "../../rulebook/audit/index.js";
import { findingCard } from "./findingCard.js";
import { findingTable } from "./findingTable.js";
import { findingWords } from "./findingWords.js";
import { counted, datum, h, type Markup } from "./markup.js";
import { SEVERITIES, SEVERITY_WORDS, severityShape } from "./severities.js";
import type { Shown } from "./shown.js";
import { nameInWords, spaced } from "./words.js";

export type Numbered = { readonly finding: AuditFinding; readonly index: number };

/** All findings: by kind; those between provisions, story by story; then those about one provision, as tables. */
export function findings(shown: Shown): Markup {
  const all = shown.report.findings.map((finding, index): Numbered => ({ finding, index }));
  if (all.length === 0) return h("p", {}, "Nothing was found.");
  const between = all.filter(({ finding }) => finding.sides.length > 1);
  const alone = all.filter(({ finding }) => finding.sides.length <= 1);
  const groups = groupsOf(between);
  return [
    kinds(all),
    filters(all),
    groups.map((group) =>
      h(
        "section",
        { class: "group" },
        h("h3", {}, groupTitle(group, shown)),
        h("p", { class: "about" }, aboutGroup(group)),
        group.map(({ finding, index: at }) => findingCard(finding, { index: at, shown })),
      ),
    ),
    alone.length === 0 ? null : h("h3", {}, "About single provisions"),
    [...new Set(alone.map(({ finding }) => finding.code))].map((code) =>
      findingTable(
        code,
        alone.filter(({ finding }) => finding.code === code),
        shown,
      ),
    ),
  ];
}

const gravity = ({ finding }: Numbered) => SEVERITIES.indexOf(finding.severity);

/** Findings of one story together, the gravest first. */
function groupsOf(all: readonly Numbered[]): readonly (readonly [Numbered, ...Numbered[]])[] {
  const groups = new Map<string, [Numbered, ...Numbered[]]>();
  for (const one of all) {
    const key = one.finding.group ?? `/${one.index}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const gravest = (group: readonly Numbered[]) => Math.min(...group.map(gravity));
  return [...groups.values()].sort((one, other) => gravest(one) - gravest(other) || one[0].index - other[0].index);
}

function groupTitle([{ finding }]: readonly [Numbered, ...Numbered[]], { measures }: Shown): string {
  const { measure, exposure, code } = finding;
  if (measure === null) return exposure ?? findingWords(code).title;
  const name = spaced(measure);
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const meaning = measures.get(measure)?.meaning.replace(/\.$/, "");
  return meaning === undefined || meaning.length > 90 ? title : `${title}: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`;
}

function aboutGroup(group: readonly [Numbered, ...Numbered[]]): Markup {
  const [{ finding }] = group;
  const { authorities, exposure } = finding;
  return [authorities.join(" and "), ...(exposure === null ? [] : [exposure]), counted(group.length, "finding")].join(" · ");
}

/** How many of each kind, and what the kind says. */
const kinds = (all: readonly Numbered[]): Markup =>
  h(
    "table",
    { class: "list kinds" },
    h("caption", {}, counted(all.length, "finding"), " by kind and severity"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Kind"),
        h("th", { scope: "col" }, "What it says"),
        SEVERITIES.map((severity) => h("th", { scope: "col", class: "number" }, severityShape(severity), " ", SEVERITY_WORDS[severity].several)),
      ),
    ),
    h(
      "tbody",
      {},
      [...new Set(all.map(({ finding }) => finding.code))].map((code) => {
        const { title, meaning } = findingWords(code);
        return h(
          "tr",
          {},
          h("th", { scope: "row" }, title),
          h("td", {}, meaning),
          SEVERITIES.map((severity) => {
            const count = all.filter(({ finding }) => finding.code === code && finding.severity === severity).length;
            return h("td", { class: "number" }, count === 0 ? "–" : datum(count, `/findings#code=${code}&severity=${severity}`));
          }),
        );
      }),
    ),
  );

/** Hidden until a script that can use them is there. */
function filters(all: readonly Numbered[]): Markup {
  const codes = [...new Set(all.map(({ finding }) => finding.code))];
  return h(
    "form",
    { class: "filters", id: "filters", hidden: true, role: "search", "aria-label": "Filter the findings" },
    h("label", {}, "Words ", h("input", { type: "search", id: "filter-words", autocomplete: "off", spellcheck: false })),
    h(
      "label",
      {},
      "Kind ",
      h("select", { id: "filter-code" }, h("option", { value: "" }, "all"), codes.map((code) => h("option", { value: code }, findingWords(code).title))),
    ),
    h(
      "label",
      {},
      "Severity ",
      h("select", { id: "filter-severity" }, h("option", { value: "" }, "all"), SEVERITIES.map((one) => h("option", { value: one }, nameInWords(one)))),
    ),
    h("output", { id: "filter-count", for: "filter-words filter-code filter-severity", "aria-live": "polite" }, `${counted(all.length, "finding")} shown`),
  );
}
