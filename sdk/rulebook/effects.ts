import { z } from "zod";
import { Period } from "./dates.js";
import { Predicate } from "./predicates.js";
import { type DeepReadonly, Id, Name, Prose } from "./text.js";
import { Bearer, FactId } from "./vocabulary.js";

/** One condition of a provision, with the name of what it compares. */
export const Requirement = z.strictObject({
  id: Name,
  /** A measure of the vocabulary. */
  measure: Name,
  test: Predicate,
  /** How the fact must be known. */
  evidence: z.enum(["verified", "attested", "belief"]).optional(),
  remedy: Prose.optional(),
});
export type Requirement = DeepReadonly<z.infer<typeof Requirement>>;

/** What somebody must do, and by when. */
export const Duty = z.strictObject({
  who: Bearer,
  what: Prose,
  due: z.strictObject({ from: FactId, within: Period }).optional(),
});
export type Duty = DeepReadonly<z.infer<typeof Duty>>;

/** What a provision does. Only `prohibit` and `limit` ever refuse by law. */
export const Effect = z.discriminatedUnion("type", [
  /** Forbidden, unless some exemption from it is claimed and met. */
  z.strictObject({ type: z.literal("prohibit") }),
  /** One way through the prohibitions it names, if claimed; all of its requirements must hold. */
  z.strictObject({ type: z.literal("exempt"), from: z.array(Id).min(1), requires: z.array(Requirement).min(1) }),
  /** Forbidden unless all requirements hold, with no way round. */
  z.strictObject({ type: z.literal("limit"), requires: z.array(Requirement).min(1) }),
  /** Derives a fact: a class of persons, a status of the issuer. */
  z.strictObject({ type: z.literal("define"), fact: FactId, as: Predicate }),
  /** Never refuses: a status of the issuer, a filing, a notice. */
  z.strictObject({ type: z.literal("consequence"), when: Predicate, duties: z.array(Duty).min(1) }),
  /** An agency may: always ambiguous. */
  z.strictObject({ type: z.literal("discretion"), by: Prose, when: Predicate }),
]);
export type Effect = DeepReadonly<z.infer<typeof Effect>>;
