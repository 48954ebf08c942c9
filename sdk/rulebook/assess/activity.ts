import { z } from "zod";
import { Day } from "../dates.js";
import { type DeepReadonly, distinct, Id, Num, Prose } from "../text.js";
import { ActivityKind, Base, Basis, Bearer, FactId, LegalUnit, ProductClass } from "../vocabulary.js";

/** How a fact is known, from the strongest: somebody checked it; somebody competent says so; it is believed. */
export const EVIDENCE = ["verified", "attested", "belief"] as const;
export const EvidenceLevel = z.enum(EVIDENCE);
export type EvidenceLevel = z.infer<typeof EvidenceLevel>;

/** True or false; a number as a decimal string, a day, text or a value of an enum, as the vocabulary declares the fact; a set of values. */
export const FactValue = z.union([z.boolean(), Prose, z.array(Prose)]);
export type FactValue = boolean | string | readonly string[];

/** Where facts come from. */
export const Provenance = z.strictObject({
  /** The day as of which it is true. */
  asOf: Day,
  /** The last day on which it may still be relied on. */
  until: Day.optional(),
  source: Prose,
  /** Left out: it is believed. */
  evidence: EvidenceLevel.optional(),
});
export type Provenance = DeepReadonly<z.infer<typeof Provenance>>;

/** A fact with its provenance, or the bare value, of which the document's own `provenance` speaks. */
export const GivenFact = z.union([z.strictObject({ value: FactValue, ...Provenance.shape }), FactValue]);
export type GivenFact = DeepReadonly<z.infer<typeof GivenFact>>;

export const GivenFacts = z.partialRecord(FactId, GivenFact);
export type GivenFacts = DeepReadonly<z.infer<typeof GivenFacts>>;

/** One line of a ledger: a purchase, a holding, a position, a trade. */
export const LedgerEntry = z.strictObject({
  on: Day,
  party: Prose,
  quantity: Num,
  /** About this line: `entry.*`, and whatever keeps counters apart. */
  facts: z.partialRecord(FactId, FactValue).optional(),
});
export type LedgerEntry = DeepReadonly<z.infer<typeof LedgerEntry>>;

/** What a meter reads: lines of one base and basis. A ledger that is not given is unknown, and not empty. */
export const Ledger = z.strictObject({
  base: Base,
  basis: Basis,
  unit: LegalUnit,
  /** The first day of which it has every line; left out: of all days. */
  completeSince: Day.optional(),
  entries: z.array(LedgerEntry),
  /** The line that the activity itself would add, which meters with `withThis` count. */
  adds: LedgerEntry.omit({ on: true }).optional(),
});
export type Ledger = DeepReadonly<z.infer<typeof Ledger>>;

/** What somebody wants to do, or did: the question that `assess` answers. */
export const Activity = z.strictObject({
  kind: ActivityKind,
  /** Its day, in UTC. Left out: the day as of which it is judged. */
  on: Day.optional(),
  product: z.strictObject({ id: Prose.optional(), classes: distinct(ProductClass) }),
  /** Ids of those who take part, as ledgers write them. */
  parties: z.partialRecord(Bearer, Prose).optional(),
  /** Of all facts that do not say it themselves. */
  provenance: Provenance.optional(),
  facts: GivenFacts,
  ledgers: z.array(Ledger).optional(),
  /** Parties that count as one, by the text whose idea of "one" it is. Left out: nobody knows. */
  attributions: z.partialRecord(z.enum(["150.4", "13d", "household"]), z.array(distinct(Prose))).optional(),
  /** Exemptions that are relied on, by the ids of their provisions. One that is not claimed is shown, and never applied. */
  claims: z.array(Id),
});
export type Activity = DeepReadonly<z.infer<typeof Activity>>;

export const OUTCOMES = ["allow", "refuse", "duty", "ambiguous", "ungoverned"] as const;

/** Activities with the answers that are expected, and why: what offerings are tested by. */
export const Activities = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.activities/1"),
  id: Id,
  title: Prose,
  /** The day as of which they are judged. */
  asOf: Day,
  /** Of all activities that do not say it themselves. */
  provenance: Provenance.optional(),
  activities: z
    .array(
      z.strictObject({
        id: Id,
        title: Prose,
        expected: z.strictObject({
          outcome: z.enum(OUTCOMES),
          /** Provisions that must be among those that decide. */
          because: z.array(Id),
          /** The row or passage that it follows. */
          follows: Prose,
        }),
        activity: Activity,
      }),
    )
    .min(1),
});
export type Activities = DeepReadonly<z.infer<typeof Activities>>;
