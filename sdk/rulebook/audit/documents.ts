import { z } from "zod";
import { Day } from "../dates.js";
import type { Calendars } from "../packs/index.js";
import type { Pack, Rulebook } from "../rulebook.js";
import { type DeepReadonly, distinct, Id, Name, Prose } from "../text.js";
import { CONFLICT_KINDS, FINDING_CODES } from "./report.js";
import { ActivityKind, ProductClass, type SharedVocabulary } from "../vocabulary.js";

const anyOr = <Item extends z.ZodType>(item: Item) => z.union([z.literal("any"), distinct(item)]);

/** Which rules are expected where: what gaps are found against. Of several rows that speak of a cell, the first decides. */
export const Coverage = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.coverage/1"),
  id: Id,
  title: Prose,
  /** What rules may be about: a concern is spoken to by a provision that has one of the measures, or derives one of the facts. */
  concerns: z
    .array(
      z.strictObject({
        id: Name,
        title: Prose,
        measures: distinct(Name).optional(),
        facts: distinct(Prose).optional(),
      }),
    )
    .min(1),
  cells: z
    .array(
      z.strictObject({
        concern: Name,
        activities: anyOr(ActivityKind),
        products: anyOr(ProductClass),
        expected: z.boolean(),
        why: Prose,
      }),
    )
    .min(1),
  /** Measures that a program on chain can hold, and by which kinds of rule; why not, of the others that law prohibits or limits by. */
  onChain: z.array(z.strictObject({ measures: distinct(Name), kinds: z.array(Name), why: Prose })),
});
export type Coverage = DeepReadonly<z.infer<typeof Coverage>>;

/**
 * Conflicts that are known: of what kind each is, where it is discussed, and what follows meanwhile. That one is known settles nothing: only a decision
 * does, by a person with the authority to make it, who is named.
 */
export const DeclaredConflicts = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.conflicts/1"),
  id: Id,
  title: Prose,
  conflicts: z.array(
    z.strictObject({
      id: Id,
      code: z.enum(FINDING_CODES),
      provisions: distinct(Id).min(2),
      what: Prose,
      kind: z.enum(CONFLICT_KINDS),
      discussedIn: Prose,
      meanwhile: Prose,
      decision: z.strictObject({ by: Prose, role: Prose, on: Day, decided: Prose }).optional(),
    }),
  ),
});
export type DeclaredConflicts = DeepReadonly<z.infer<typeof DeclaredConflicts>>;

/** What an audit reads. */
export type AuditDocument = SharedVocabulary | Calendars | Pack | Rulebook | Coverage | DeclaredConflicts;
