import { ActivityInvalidError, type Issue, RulebookInvalidError } from "../../errors/index.js";
import type { LawDocument } from "../packs/lawDocument.js";
import { type PreparedRulebooks } from "../assess/prepareRulebooks.js";
import { dayOf } from "../dates.js";
import { ProductBearer } from "../product.js";
import type { ProductDecision, Rulebook } from "../rulebook.js";
import type { ProductClass } from "../vocabulary.js";
import type { ClassificationRow } from "./classification.js";
import { classifyProduct, type ClassifyProductParameters, type ClassifyProductReturnType } from "./classifyProduct.js";

export type ReviewProductParameters = ClassifyProductParameters & {
  /** Unix seconds: what was decided on that day in UTC, or before, is decided. Left out: `asOf`. A decision never counts after the day of `asOf`. */
  readonly decidedBy?: bigint | undefined;
};

/** How the product of a rulebook is classified, and whether its rules may be planned. */
export type ProductReview = {
  /** The day whose law was asked, in UTC. */
  readonly asOf: string;
  readonly class: ClassificationRow["class"];
  /** As what the rulebook offers it; empty: it does not say. */
  readonly offeredAs: readonly ProductClass[];
  /** Undefined: the rulebook does not say what is offered, so that it was not classified, which is ambiguous. */
  readonly found: ClassifyProductReturnType | undefined;
  /** What stands against it, what is missing, and decisions that do not count, each with its place in the rulebook. */
  readonly issues: readonly Issue[];
  /** The latest that counts, where one is needed. */
  readonly decision: ProductDecision | undefined;
  readonly mayPlan: boolean;
};
export type ReviewProductReturnType = ProductReview;
export type ReviewProductErrorType = RulebookInvalidError;

/**
 * Classifies what a rulebook offers, and says whether its rules may be planned: if it is neither restricted nor ambiguous, or if a named person has
 * accepted that it is. Pure: reads no clock, file or chain.
 *
 * @param law Packs, vocabulary and calendars, as for `classifyProduct`.
 * @throws {RulebookInvalidError} when a fact of the product is not declared, or of another type; or when the law contradicts itself in form.
 * @example
 * const product = reviewProduct(rulebook, [vocabulary, ...packs], { asOf: effectiveFrom, table });
 * const changes = plan(observed, { program: compiled, words: compiled, effectiveFrom, product });
 */
export function reviewProduct(
  rulebook: Rulebook,
  law: readonly LawDocument[] | PreparedRulebooks,
  { asOf, table, decidedBy = asOf }: ReviewProductParameters,
): ReviewProductReturnType {
  const { product, decisions } = rulebook;
  const found = product === undefined ? undefined : classified(product, law, { asOf, table });
  const one = found?.class ?? "ambiguous";
  const common = { asOf: dayOf(asOf), class: one, offeredAs: product?.classes ?? [], found };
  if (one !== "restricted" && one !== "ambiguous") return { ...common, issues: [], decision: undefined, mayPlan: true };

  const day = dayOf(decidedBy < asOf ? decidedBy : asOf);
  const made = decisions.flatMap((decision, index) => ("product" in decision ? [{ decision, index }] : []));
  const counting = made.filter(({ decision }) => decision.product === one && decision.on <= day);
  const decision = counting.reduce<ProductDecision | undefined>(
    (latest, { decision: next }) => (latest === undefined || latest.on <= next.on ? next : latest),
    undefined,
  );
  const against = found === undefined ? [UNSTATED] : issuesOf(found);
  const idle = decision === undefined ? made.map(({ decision: vain, index }) => whyIdle(vain, index, one, day)) : [];
  return { ...common, issues: [...against, ...idle], decision, mayPlan: decision !== undefined };
}

const UNSTATED: Issue = { path: "product", message: "is missing: nobody classified what is offered" };

type Stated = NonNullable<Rulebook["product"]>;

function classified(
  { provenance, facts }: Stated,
  law: readonly LawDocument[] | PreparedRulebooks,
  parameters: ClassifyProductParameters,
): ClassifyProductReturnType {
  try {
    return classifyProduct(law, { provenance, facts }, parameters);
  } catch (error) {
    if (!(error instanceof ActivityInvalidError)) throw error;
    throw new RulebookInvalidError({
      issues: error.issues.map((issue) => ({ ...issue, path: `product.${issue.path}` })),
    });
  }
}

/** Why it is restricted; else why it is ambiguous: rows that prevail and are so or disagree, and what is missing to tell whether others do. */
function issuesOf({ class: one, matches, open }: ClassifyProductReturnType): readonly Issue[] {
  const winners = matches.filter(({ displacedBy }) => displacedBy.length === 0);
  const [only, ...others] = new Set(winners.map((row) => row.class));
  const isClear = only !== "ambiguous" && others.length === 0;
  const rows = one === "restricted" ? winners.filter((row) => row.class === one) : isClear ? [] : winners;
  const said = rows.map((row): Issue => ({
    path: "product",
    message: `is ${row.class} by ${row.citations.join("; ")}: ${row.summary}`,
    value: row.row,
  }));
  if (one === "restricted") return said;
  // What is ambiguous by law no fact makes clear; it may be restricted beside that. What would be the same class again changes nothing.
  const telling = open.filter((row) => (isClear ? row.class !== only : row.class === "restricted"));
  const issues = [...said, ...missingOf(telling)];
  return issues.length > 0 ? issues : [telling.length > 0 ? ON_PARTIES : UNHEARD];
}

const ON_PARTIES: Issue = { path: "product", message: "is of another class for some parties than for others" };
const UNHEARD: Issue = { path: "product", message: "is of no kind that the table of classes knows" };

const WHY = {
  absent: "is missing",
  outOfDate: "is known only later, or no longer",
  evidence: "is only believed, and counts if it is attested or verified",
  contradicted: "is otherwise by what defines it",
} as const;

/** Facts from which one follows, that are named in words. */
const MOST_NAMED = 4;

/** Facts that would tell, each once. What depends on the parties only, a rulebook cannot say. */
function missingOf(open: ClassifyProductReturnType["open"]): readonly Issue[] {
  const facts = new Map<string, { readonly why: string; readonly classes: Set<string> }>();
  for (const { class: one, missing } of open)
    for (const { name, why, from = [] } of missing) {
      if (!ProductBearer.options.some((bearer) => name.startsWith(`${bearer}.`))) continue;
      const more = from.length > MOST_NAMED ? `, and ${from.length - MOST_NAMED} more` : "";
      const others =
        from.length === 0 ? "" : `, as is what it follows from: ${from.slice(0, MOST_NAMED).join(", ")}${more}`;
      const known = facts.get(name) ?? { why: `${WHY[why]}${others}`, classes: new Set() };
      known.classes.add(one);
      facts.set(name, known);
    }
  return [...facts].map(([name, { why, classes }]) => ({
    path: `product.facts["${name}"]`,
    message: `${why}; by it the product may be ${[...classes].join(", ")}`,
  }));
}

function whyIdle({ product, on, by }: ProductDecision, index: number, found: string, day: string): Issue {
  if (product !== found)
    return {
      path: `decisions[${index}].product`,
      message: `accepts what is ${product}, and the product is ${found}`,
      value: product,
    };
  return { path: `decisions[${index}].on`, message: `is after ${day}: ${by} had decided nothing then`, value: on };
}
