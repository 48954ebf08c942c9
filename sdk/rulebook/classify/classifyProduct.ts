import { z } from "zod";
import type { ActivityInvalidError, RulebookInvalidError } from "../../errors/index.js";
import { GivenFacts, Provenance } from "../assess/activity.js";
import { Judge } from "../assess/judge.js";
import { type PreparedRulebooks, prepareRulebooks } from "../assess/prepareRulebooks.js";
import { dayOf } from "../dates.js";
import type { LawDocument } from "../packs/lawDocument.js";
import type { DeepReadonly } from "../text.js";
import { compilePredicate } from "../values/compilePredicate.js";
import { distinct, type Missing, type Truth } from "../values/context.js";
import { holdingsOf, rowIn, type StateHolding, statesOf } from "./byState.js";
import type { Classification, ClassificationRow } from "./classification.js";
import { type Status, statusesOf } from "./statuses.js";

/** What is known of a product: facts of the bearers `product` and `venue`, and whatever else decides. */
export const ProductProfile = z.strictObject({ provenance: Provenance.optional(), facts: GivenFacts });
export type ProductProfile = DeepReadonly<z.infer<typeof ProductProfile>>;

export type ClassifyProductParameters = {
  /** Unix seconds; the law of that day, in UTC, is asked, and facts must hold on it. */
  readonly asOf: bigint;
  /** The decision table, as `parseClassification` returns it. */
  readonly table: Classification;
};

/** A row of the table that is so, or of which cannot be told whether it is. */
export type ProductMatch = Pick<ClassificationRow, "class" | "step" | "agencies" | "summary" | "citations"> & {
  readonly row: string;
  /** Rows that prevail over it, and the text that says so. Empty: it prevails itself. */
  readonly displacedBy: readonly { readonly row: string; readonly because: string }[];
  /** By state, where courts of appeals disagree, and by which text of the day. */
  readonly states: readonly StateHolding[];
};

export type ClassifyProductReturnType = {
  readonly asOf: string;
  /** The class of the rows that prevail, if they agree and nothing that is unknown could change it; else `ambiguous`. */
  readonly class: ClassificationRow["class"];
  readonly matches: readonly ProductMatch[];
  /** Rows of which cannot be told whether they match, and what is missing. */
  readonly open: readonly {
    readonly row: string;
    readonly class: ClassificationRow["class"];
    readonly missing: readonly Missing[];
  }[];
  /** Classes that prevail, by agency. */
  readonly agencies: Readonly<Record<string, readonly string[]>>;
  /** The state that the facts name, as the table asks for it: the class and the agencies are those of persons there. Undefined: none is known. */
  readonly state: string | undefined;
  /** Class and agencies for persons of each state for which a text says something else; together where it is the same text. Empty: no state matters. */
  readonly byState: readonly {
    readonly states: readonly string[];
    readonly class: ClassificationRow["class"];
    readonly agencies: Readonly<Record<string, readonly string[]>>;
    readonly holdings: readonly StateHolding[];
  }[];
  /** A proposal, not law. Listed one by one, never added up. */
  readonly wagerLikeFactors: readonly {
    readonly id: string;
    readonly summary: string;
    readonly result: "present" | "absent" | "unknown";
  }[];
  /** What the rulebooks define of products, each by each route: the test of a narrow-based index among them. */
  readonly definitions: readonly Status[];
  readonly missing: readonly Missing[];
};
export type ClassifyProductErrorType = ActivityInvalidError | RulebookInvalidError;

const factorResult = (truth: Truth) => (truth === undefined ? "unknown" : truth ? "present" : "absent");

/**
 * Says what a product is, and whose: every row of the decision table that matches, which of them prevails under which text, and what is not known. Where
 * courts of appeals disagree, it says so state by state; the class is that of persons of the state that the facts name, and without one that of no state.
 * Pure: reads no clock, file or chain.
 *
 * @throws {ActivityInvalidError} when a fact is not declared, of another type, none of its values or without provenance.
 * @throws {RulebookInvalidError} when the rulebooks contradict each other in form: see `prepareRulebooks`.
 * @example
 * const { class: found, matches } = classifyProduct([vocabulary, ...packs], product, { asOf: 1795651200n, table });
 */
export function classifyProduct(
  rulebooks: readonly LawDocument[] | PreparedRulebooks,
  product: ProductProfile,
  { asOf, table }: ClassifyProductParameters,
): ClassifyProductReturnType {
  const prepared = "books" in rulebooks ? rulebooks : prepareRulebooks(rulebooks);
  const day = dayOf(asOf);
  const law = prepared.on(day);
  const activity = { ...product, kind: "hold" as const, product: { classes: [] }, claims: [] };
  const judge = new Judge(prepared, law, law.candidates("hold", []), activity, day, () => false);
  const ask = (when: ClassificationRow["when"]) => {
    judge.missing.length = 0;
    const truth = compilePredicate(when, prepared.facts)(judge);
    return { truth, missing: truth === undefined ? judge.missing.since(0) : [] };
  };
  const stateOf = (fact: Classification["stateFact"]) => {
    judge.missing.length = 0;
    const slot = prepared.facts.get(fact);
    const value = slot === undefined ? undefined : judge.fact(slot);
    return typeof value === "string"
      ? { state: value, missing: [] }
      : { state: undefined, missing: judge.missing.since(0) };
  };

  const asked = table.rows.map((row) => ({ row, ...ask(row.when) }));
  const matching = new Set(asked.filter(({ truth }) => truth === true).map(({ row }) => row.id));
  const prevailing = (id: string) =>
    table.rows.flatMap(({ id: row, over = [] }) =>
      matching.has(row) ? over.filter((one) => one.row === id).map(({ because }) => ({ row, because })) : [],
    );
  const matches = asked.flatMap(({ row, truth }): readonly ProductMatch[] => {
    if (truth !== true) return [];
    const { id, step, agencies, summary, citations } = row;
    const states = holdingsOf(row, law);
    return [{ row: id, class: row.class, step, agencies, summary, citations, displacedBy: prevailing(id), states }];
  });
  const unknown = asked.filter(({ row, truth }) => truth === undefined && prevailing(row.id).length === 0);
  const open = unknown.map(({ row, missing }) => ({ row: row.id, class: row.class, missing }));
  const winners = matches.filter(({ displacedBy }) => displacedBy.length === 0);
  const stated = statesOf(winners);
  const { state, missing } = stated.length === 0 ? { state: undefined, missing: [] } : stateOf(table.stateFact);
  const inState = (where: string | undefined) => {
    const rows = winners.map((row) => rowIn(row, where));
    return { class: classOf(rows, open), agencies: byAgency(rows) };
  };
  return {
    asOf: day,
    ...inState(state),
    matches,
    open,
    state,
    byState: stated.map(({ states, holdings }) => ({ states, ...inState(states[0]), holdings })),
    wagerLikeFactors: table.factors.map(({ id, summary, when }) => ({
      id,
      summary,
      result: factorResult(ask(when).truth),
    })),
    definitions: statusesOf(judge, law, "product"),
    missing: distinct([...missing, ...open.flatMap((one) => one.missing)]),
  };
}

/** Whatever is restricted is so whatever else it is. Otherwise one class, if nothing unknown could make it another one. */
function classOf(
  winners: readonly ProductMatch[],
  open: ClassifyProductReturnType["open"],
): ClassificationRow["class"] {
  if (winners.some((one) => one.class === "restricted")) return "restricted";
  const classes = new Set([...winners, ...open].map((one) => one.class));
  const [only] = classes;
  return only === undefined || classes.size > 1 || winners.length === 0 ? "ambiguous" : only;
}

function byAgency(winners: readonly ProductMatch[]): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const { agencies, class: one } of winners)
    for (const agency of agencies) {
      const classes = (found[agency] ??= []);
      if (!classes.includes(one)) classes.push(one);
    }
  return found;
}
