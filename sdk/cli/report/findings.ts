import type { AuditFinding, FindingCode } from "../../rulebook/audit/index.js";
import { FINDING_CODES, SEVERITIES } from "../../rulebook/audit/report.js";
import { factInWords, nameInWords, spaced } from "../../rulebook/words/index.js";
import { findingCard } from "./findingCard.js";
import { findingTable } from "./findingTable.js";
import { findingWords } from "./findingWords.js";
import { counted, datum, h, type Markup } from "./markup.js";
import { SEVERITY_WORDS, severityBadge, severityShape } from "./severities.js";
import type { Shown } from "./shown.js";

export type Numbered = { readonly finding: AuditFinding; readonly index: number };

/** Kinds that are about provisions one by one, however many they name. */
const ABOUT_ONE: ReadonlySet<string> = new Set<FindingCode>([
  ...(["undefined-term", "date-hole", "dead-provision", "stale-source", "unverified-source"] as const),
  ...(["not-enforceable-on-chain", "gap", "undecided"] as const),
]);
/** Of more findings only those are open that somebody must resolve. */
const MOST_OPEN = 20;

/** All findings: by kind; those between provisions, story by story; then those about one provision, as tables. */
export function findings(shown: Shown): Markup {
  const all = shown.report.findings.map((finding, index): Numbered => ({ finding, index }));
  if (all.length === 0) return h("p", {}, "Nothing was found.");
  const isAlone = ({ finding: { code, sides } }: Numbered) => ABOUT_ONE.has(code) || sides.length < 2;
  const alone = all.filter(isAlone);
  const groups = groupsOf(all.filter((one) => !isAlone(one)));
  const folded = all.length > MOST_OPEN;
  return [
    kinds(all),
    filters(all),
    h("h3", {}, "Between provisions"),
    groups.map((group) =>
      h(
        "details",
        { class: "group", open: !folded || group.some(({ finding }) => finding.severity === "error") },
        h(
          "summary",
          {},
          h("h4", {}, groupTitle(group, shown)),
          h("span", { class: "is" }, aboutGroup(group)),
          severities(group),
        ),
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
    const key = one.finding.group;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  for (const group of groups.values())
    group.sort((one, other) => gravity(one) - gravity(other) || one.index - other.index);
  const gravest = ([first]: readonly [Numbered, ...Numbered[]]) => gravity(first);
  return [...groups.values()].sort((one, other) => gravest(one) - gravest(other) || one[0].index - other[0].index);
}

function groupTitle([{ finding }]: readonly [Numbered, ...Numbered[]], { measures }: Shown): string {
  const { measure, exposure, code } = finding;
  if (measure === null) return exposure ?? findingWords(code).title;
  const name = measure.includes(".") ? factInWords(measure) : spaced(measure);
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const meaning = measures.get(measure)?.meaning.replace(/\.$/, "");
  return meaning === undefined || meaning.length > 90
    ? title
    : `${title}: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`;
}

function aboutGroup(group: readonly [Numbered, ...Numbered[]]): Markup {
  const [{ finding }] = group;
  const { authorities, exposure } = finding;
  return [authorities.join(" and "), ...(exposure === null ? [] : [exposure]), counted(group.length, "finding")].join(
    " · ",
  );
}

/** Which severities a story has. */
const severities = (group: readonly Numbered[]): Markup =>
  h(
    "span",
    { class: "has" },
    SEVERITIES.filter((severity) => group.some(({ finding }) => finding.severity === severity)).map(severityBadge),
  );

/** The kinds that there are, what must be resolved first. */
const codesOf = (all: readonly Numbered[]): readonly FindingCode[] =>
  FINDING_CODES.filter((code) => all.some(({ finding }) => finding.code === code));

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
        SEVERITIES.map((severity) =>
          h("th", { scope: "col", class: "number" }, severityShape(severity), " ", SEVERITY_WORDS[severity].several),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      codesOf(all).map((code) => {
        const { title, meaning } = findingWords(code);
        return h(
          "tr",
          {},
          h("th", { scope: "row" }, title),
          h("td", {}, meaning),
          SEVERITIES.map((severity) => {
            const count = all.filter(({ finding }) => finding.code === code && finding.severity === severity).length;
            return h(
              "td",
              { class: "number", "data-of": SEVERITY_WORDS[severity].several },
              count === 0 ? "–" : datum(count, `/findings#code=${code}&severity=${severity}`),
            );
          }),
        );
      }),
    ),
  );

/** Hidden until a script that can use them is there. */
function filters(all: readonly Numbered[]): Markup {
  const codes = codesOf(all);
  const authorities = [...new Set(all.flatMap(({ finding }) => finding.authorities))].sort();
  return h(
    "form",
    { class: "filters", id: "filters", hidden: true, role: "search", "aria-label": "Filter the findings" },
    h(
      "label",
      {},
      "Words ",
      h("input", { type: "search", id: "filter-words", autocomplete: "off", spellcheck: false }),
    ),
    h(
      "label",
      {},
      "Kind ",
      h(
        "select",
        { id: "filter-code" },
        h("option", { value: "" }, "all"),
        codes.map((code) => h("option", { value: code }, findingWords(code).title)),
      ),
    ),
    h(
      "label",
      {},
      "Severity ",
      h(
        "select",
        { id: "filter-severity" },
        h("option", { value: "" }, "all"),
        SEVERITIES.map((one) => h("option", { value: one }, nameInWords(one))),
      ),
    ),
    h(
      "label",
      {},
      "Authority ",
      h(
        "select",
        { id: "filter-authority" },
        h("option", { value: "" }, "all"),
        authorities.map((one) => h("option", { value: one }, one)),
      ),
    ),
    h(
      "span",
      { class: "folds" },
      h("button", { type: "button", id: "unfold" }, "Open all"),
      h("button", { type: "button", id: "fold" }, "Fold all"),
    ),
    h(
      "output",
      { id: "filter-count", for: "filter-words filter-code filter-severity filter-authority", "aria-live": "polite" },
      `${counted(all.length, "finding")} shown`,
    ),
  );
}
