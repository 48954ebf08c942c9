import { z } from "zod";
import type { ActivityInvalidError, RulebookInvalidError } from "../../errors/index.js";
import { GivenFacts, Provenance } from "../assess/activity.js";
import { Judge } from "../assess/judge.js";
import { type PreparedRulebooks, prepareRulebooks } from "../assess/prepareRulebooks.js";
import { dayOf } from "../dates.js";
import type { LawDocument } from "../packs/lawDocument.js";
import type { DeepReadonly } from "../text.js";
import { type Status, statusesOf } from "./statuses.js";

/** What is known of an investor: facts of the bearer `counterparty`, and whatever else its statuses depend on. */
export const InvestorProfile = z.strictObject({ provenance: Provenance.optional(), facts: GivenFacts });
export type InvestorProfile = DeepReadonly<z.infer<typeof InvestorProfile>>;

export type ClassifyInvestorParameters = {
  /** Unix seconds; the law of that day, in UTC, is asked, and facts must hold on it. */
  readonly asOf: bigint;
};
export type ClassifyInvestorReturnType = { readonly asOf: string; readonly statuses: readonly Status[] };
export type ClassifyInvestorErrorType = ActivityInvalidError | RulebookInvalidError;

/**
 * Says which statuses an investor has, natural person or entity: each that the rulebooks define, by each route, with what was measured beside what
 * limit. What is missing is named and never guessed; an unverified definition says nothing. Pure: reads no clock, file or chain.
 *
 * @throws {ActivityInvalidError} when a fact is not declared, of another type, none of its values or without provenance.
 * @throws {RulebookInvalidError} when the rulebooks contradict each other in form: see `prepareRulebooks`.
 * @example
 * const { statuses } = classifyInvestor([vocabulary, ...packs], profile, { asOf: 1795651200n });
 */
export function classifyInvestor(
  rulebooks: readonly LawDocument[] | PreparedRulebooks,
  profile: InvestorProfile,
  { asOf }: ClassifyInvestorParameters,
): ClassifyInvestorReturnType {
  const prepared = "books" in rulebooks ? rulebooks : prepareRulebooks(rulebooks);
  const day = dayOf(asOf);
  const law = prepared.on(day);
  const activity = { ...profile, kind: "hold" as const, product: { classes: [] }, claims: [] };
  const judge = new Judge(prepared, law, law.candidates("hold", []), activity, day, () => false);
  return { asOf: day, statuses: statusesOf(judge, law, "counterparty") };
}
