import { z } from "zod";
import { Source } from "../provision.js";
import { Predicate } from "../predicates.js";
import { type DeepReadonly, distinct, Id, Name, Prose } from "../text.js";
import { FactId } from "../vocabulary.js";

/** What a product may be. */
export const CLASSES = [
  ...(["security", "securityFuture", "securityBasedSwap", "mixedSwap", "future", "swap", "option"] as const),
  ...(["eventContract", "retailCommodity", "notSecurity", "restricted", "ambiguous"] as const),
] as const;

const AGENCIES = distinct(z.enum(["SEC", "CFTC", "JOINT", "STATES", "ALL", "OTHER"]));

/** One row of the table: what a product is if a test of its facts holds. */
export const ClassificationRow = z.strictObject({
  id: Id,
  class: z.enum(CLASSES),
  /** The step of the table that it follows. */
  step: Prose,
  /** Whose product it then is. */
  agencies: AGENCIES,
  summary: Prose,
  when: Predicate,
  /** The texts that it rests on. */
  citations: distinct(Prose),
  /** Rows that it prevails over, and the text that says so. */
  over: z.array(z.strictObject({ row: Id, because: Prose })).optional(),
  /** What it is for persons of a state where courts of appeals disagree; of other states nobody knows. */
  states: z
    .array(
      z.strictObject({
        states: distinct(z.string().regex(/^[A-Z]{2}$/)),
        class: z.enum(CLASSES),
        because: Prose,
        /** The provision that says so: on days on which it is not in force nobody knows there, either. */
        provision: Id,
        /** Whose product it is there; left out: theirs whose it is elsewhere. */
        agencies: AGENCIES.optional(),
      }),
    )
    .optional(),
});
export type ClassificationRow = DeepReadonly<z.infer<typeof ClassificationRow>>;

/** The table by which products are classified. All rows are asked: the first is no better than the last. */
export const Classification = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.classification/1"),
  id: Id,
  title: Prose,
  /** The id of the vocabulary whose facts it names. */
  vocabulary: Id,
  sources: z.array(Source),
  /** The fact that says in which state a person is. */
  stateFact: FactId,
  rows: z.array(ClassificationRow).min(1),
  /** What may make a product like a wager. A proposal, no law: listed, and never counted up to a score. */
  factors: z.array(z.strictObject({ id: Name, summary: Prose, when: Predicate })),
});
export type Classification = DeepReadonly<z.infer<typeof Classification>>;
