import { ActivityInvalidError, type RulebookInvalidError } from "../../errors/index.js";
import { dayOf } from "../dates.js";
import type { LawDocument } from "../packs/lawDocument.js";
import type { Activity } from "./activity.js";
import { distinct, type Missing } from "../values/context.js";
import { Assessing } from "./assessing.js";
import type { Assessment, ReadFact } from "./assessment.js";
import type { Judge } from "./judge.js";
import { isDoubt, outcomeOf } from "./outcome.js";
import { type PreparedRulebooks, prepareRulebooks } from "./prepareRulebooks.js";

export type AssessParameters = {
  /** Unix seconds; the law of that day, in UTC, is asked. */
  readonly asOf: bigint;
  /** Ids of proposals to be judged by as if they were in force. */
  readonly asIfAdopted?: readonly string[] | undefined;
};
export type AssessReturnType = Assessment;
export type AssessErrorType = ActivityInvalidError | RulebookInvalidError;

function factsRead({ given }: Judge): readonly ReadFact[] {
  const facts: ReadFact[] = [];
  for (const one of given)
    if (one?.read === true) {
      const { asOf, until, source, evidence } = one.known.provenance;
      facts.push({ fact: one.slot.id, value: one.stated, asOf, until, source, evidence });
    }
  return facts;
}

/**
 * Says whether something may be done, by the law of a day: every provision in force that speaks of the activity and the product, and what each says.
 * What is proposed never decides; what is unverified never allows; exemptions are claimed; a fact that is missing or out of date is unknown, and
 * named. Pure: reads no clock, file or chain. An answer of `allow` means that no encoded provision stands against it, and no more.
 *
 * @param rulebooks Packs and rulebooks, with the vocabularies and calendars that they are read with; or what `prepareRulebooks` made of them.
 * @throws {ActivityInvalidError} when a fact is not declared, of another type or without provenance, or what is claimed is no provision.
 * @throws {RulebookInvalidError} when the rulebooks contradict each other in form: see `prepareRulebooks`.
 * @example
 * const { outcome, findings } = assess([vocabulary, calendars, ...packs], activity, { asOf: 1795651200n });
 */
export function assess(
  rulebooks: readonly LawDocument[] | PreparedRulebooks,
  activity: Activity,
  { asOf, asIfAdopted = [] }: AssessParameters,
): AssessReturnType {
  const law = "books" in rulebooks ? rulebooks : prepareRulebooks(rulebooks);
  const day = dayOf(asOf);
  requireKnown(law, activity.claims, asIfAdopted);
  const assessing = new Assessing(law, activity, day, asIfAdopted);
  const { candidates, paths, duties, undetermined, judge } = assessing;
  const findings = candidates.provisions.map((one) => assessing.finding(one));
  const outcome = outcomeOf(findings, duties);
  const missing: Missing[] = [];
  for (const one of findings)
    if (one.missing.length > 0 && (one.effect === "consequence" || isDoubt(one))) missing.push(...one.missing);
  const { on } = judge;
  const { speaking, silent } = candidates;
  const coverage = { speaking, silent };
  const facts = factsRead(judge);
  return {
    ...{ outcome, asOf: day, on, asIfAdopted, findings, paths, missing: distinct(missing) },
    ...{ duties, undetermined, facts, coverage },
  };
}

function requireKnown({ byId }: PreparedRulebooks, claims: readonly string[], adopted: readonly string[]): void {
  if (claims.length + adopted.length === 0) return;
  const issues = [
    ...claims.flatMap((id, index) => {
      const type = byId.get(id)?.type;
      const wrong = type === undefined ? NO_PROVISION : `is no exemption, but of effect ${type}`;
      return type === "exempt" ? [] : [{ path: `claims[${index}]`, message: wrong, value: id }];
    }),
    ...adopted.flatMap((id) => {
      const status = byId.get(id)?.provision.status;
      const wrong = status === undefined ? NO_PROVISION : `is no proposal, but ${status.replace("_", " ")}`;
      return status === "proposed" ? [] : [{ path: "asIfAdopted", message: wrong, value: id }];
    }),
  ];
  if (issues.length > 0) throw new ActivityInvalidError({ issues });
}

const NO_PROVISION = "names no provision of these rulebooks";
