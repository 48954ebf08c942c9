import type { ParameterInvalidError, RulebookInvalidError } from "../../errors/index.js";
import { asksOf } from "./asks.js";
import { coverageOf, gapsOf } from "./coverage.js";
import type { AuditDocument } from "./documents.js";
import type { RawFinding } from "./found.js";
import { grouped } from "./grouping.js";
import { Inquiry } from "./inquiry.js";
import { type AsOf, lawOf } from "./law.js";
import type { AuditReport } from "./report.js";
import { byClass } from "./rules/byClass.js";
import { claims } from "./rules/claims.js";
import { consequences } from "./rules/consequences.js";
import { type Audit, statedPrecedence } from "./rules/context.js";
import { counted } from "./rules/counted.js";
import { dead } from "./rules/dead.js";
import { discretions } from "./rules/discretions.js";
import { definitions } from "./rules/definitions.js";
import { sameMeasure } from "./rules/sameMeasure.js";
import { offChain, sources } from "./rules/sources.js";
import { terms } from "./rules/terms.js";
import { versions } from "./rules/versions.js";
import { subjectsOf } from "./subjects.js";
import { upcomingOf } from "./upcoming.js";

export type AuditParameters = AsOf;
export type AuditReturnType = AuditReport;
export type AuditErrorType = ParameterInvalidError | RulebookInvalidError;

/**
 * Audits provisions against each other: contradictions, overlaps that no text settles, the same thing counted or limited in two ways, terms that nothing
 * defines, days without a version, provisions that nobody can meet, sources that are old or were never read, and gaps. Pure; reads no chain and no clock.
 *
 * Scopes and tests compare named facts with constants, so two of them have finitely many cells; the cell in which they differ is the finding's witness.
 *
 * @param rulebooks Packs, rulebooks and what they are read with: vocabularies, a coverage matrix, conflicts that somebody has recorded.
 * @throws {ParameterInvalidError} when `asIfAdopted` names what is no proposal of the documents.
 * @throws {RulebookInvalidError} when a provision stands in them twice, or provisions go in a circle.
 * @example
 * const { findings } = audit([vocabulary, ...packs], { asOf: 1795651200n });
 */
export function audit(
  rulebooks: readonly AuditDocument[],
  { asOf, asIfAdopted = [] }: AuditParameters,
): AuditReturnType {
  const law = lawOf(rulebooks, { asOf, asIfAdopted });
  const inquiry = new Inquiry(law);
  const state: Audit = {
    ...{ law, inquiry, subjects: subjectsOf(law), asks: law.inForce.flatMap(asksOf), findings: [] },
    ...{ resolved: new Map(), agreements: [] },
  };
  const countedApart = counted(state);
  sameMeasure(state, countedApart);
  for (const rule of [
    byClass,
    statedPrecedence,
    consequences,
    discretions,
    definitions,
    claims,
    terms,
    dead,
    versions,
    sources,
    offChain,
  ])
    rule(state);
  const coverage = coverageOf(law);
  const undecided = inquiry.undecided;
  const raw = [...state.findings, ...gapsOf(coverage), ...(undecided === 0 ? [] : [tooMany(undecided)])];
  const { findings, groups } = grouped(raw, law);
  return {
    ...{
      format: "weighbridge.audit/1",
      asOf: law.asOf,
      provisions: law.all.length,
      inForce: law.inForce.length,
      asIfAdopted,
    },
    ...{ findings, groups, resolved: [...state.resolved.values()], agreements: state.agreements },
    ...{ coverage, upcoming: upcomingOf(law) },
  };
}

const tooMany = (count: number): RawFinding => ({
  ...({ code: "undecided", severity: "warning", measure: null, exposure: null } as const),
  ...{ authorities: [], provisions: [], paths: [], sides: [], witness: null },
  what: `${count} questions have more cells than are looked at; what was not found there may be there.`,
  suggestion: "Split the scopes that name many facts.",
});
