import type { AuditFinding, AuditReport, Severity, Upcoming, Witness } from "../rulebook/index.js";
import { SEVERITIES } from "../rulebook/audit/report.js";
import { meterInWords } from "../rulebook/words/index.js";
import type { Page } from "./page.js";
import { knownWords } from "./report/knownWords.js";

const COLOURS = { error: "red", warning: "yellow", note: "dim" } as const satisfies Record<Severity, string>;
const COMING = { takesEffect: "takes effect", lastDay: "last day", commentsClose: "comments close" } as const;

/** Sides of a finding that are written out; of more, only how many. */
const MOST_SIDES = 4;

/** An audit in words: what must be resolved first, then the rest, grouped as the report has it. */
export function auditText(
  report: AuditReport,
  { upcoming, page }: { readonly upcoming: boolean; readonly page: Page },
): string {
  const { asOf, provisions, inForce, findings, groups, resolved, agreements, coverage, asIfAdopted } = report;
  if (upcoming) return [...head(page, asOf, "UPCOMING"), ...comingLines(report.upcoming, page), ""].join("\n");
  const counts = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? "" : "s"}`;
  });
  return [
    ...head(page, asOf, "AUDITED"),
    page.field("provisions", `${provisions}, of which ${inForce} in force`),
    ...(asIfAdopted.length === 0 ? [] : [page.field("as if", `adopted: ${asIfAdopted.join(", ")}`)]),
    page.field("findings", counts.join(", ")),
    page.field("stories", `${groups.length}, each with a decision of its own`),
    page.field("settled", `${resolved.length} by a precedence that a text states`),
    page.field("alike", `${agreements.length} said by two authorities in the same words: they must move together`),
    ...(coverage === null
      ? []
      : [page.field("coverage", `${coverage.covered} of ${coverage.expected} cells that expect a rule`)]),
    ...SEVERITIES.flatMap((severity) =>
      groups.flatMap(({ id }) =>
        findingLines(
          findings.filter((finding) => finding.severity === severity && finding.group === id),
          page,
        ),
      ),
    ),
    "",
    page.text(
      "An audit finds what the encoded provisions say of each other. It is no legal advice, and no finding is no promise.",
    ),
    "",
  ].join("\n");
}

const head = (page: Page, asOf: string, what: string) => [
  page.rule(),
  page.ends("WEIGHBRIDGE", what, "green"),
  page.rule(),
  page.field("as of", asOf),
];

function findingLines(findings: readonly AuditFinding[], page: Page): readonly string[] {
  return findings.flatMap(
    ({ code, severity, measure, exposure, authorities, what, sides, witness, suggestion, declared }) => [
      "",
      `${page.paint(COLOURS[severity], severity)} ${page.paint("bold", code)} ${[measure, exposure, authorities.join(", ")].filter((one) => one !== null && one !== "").join(" · ")}`,
      page.text(what, 2),
      ...sides.slice(0, MOST_SIDES).map(({ provision, says }) => page.text(`· ${provision}: ${says}`, 4)),
      ...(sides.length > MOST_SIDES ? [page.text(`· and ${sides.length - MOST_SIDES} more`, 4)] : []),
      ...(witness === null ? [] : [page.paint("dim", page.text(`as: ${witnessWords(witness)}`, 4))]),
      page.paint("dim", page.text(declared === null ? suggestion : knownWords(declared), 4)),
    ],
  );
}

const comingLines = (upcoming: readonly Upcoming[], page: Page) =>
  upcoming.length === 0
    ? [page.text("Nothing is known to come.")]
    : upcoming.map(({ day, what, citation, status }) =>
        page.text(`${day}  ${COMING[what]}: ${citation} (${status.replace("_", " ")})`, 0),
      );

const valueWords = (value: boolean | string | readonly string[]) =>
  typeof value === "object" ? `{${value.join(", ")}}` : String(value);

/** The cell of a witness in one line. */
export const witnessWords = ({ questions }: Witness): string =>
  questions
    .map(({ activity, product, facts, meters, answers }) => {
      const cell = [
        ...Object.entries(facts).map(([fact, value]) => `${fact} ${valueWords(value)}`),
        ...meters.map(({ meter, value }) => `${meterInWords(meter)}: ${value}`),
      ];
      const says = answers.map(({ provision, answer }) => `${provision} ${answer}`).join(", ");
      return `${activity} of ${product}${cell.length === 0 ? "" : `; ${cell.join("; ")}`}${says === "" ? "" : ` → ${says}`}`;
    })
    .join(" | ");
