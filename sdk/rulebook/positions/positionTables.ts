import { z } from "zod";
import { GivenFacts, Provenance } from "../assess/activity.js";
import { FigureSource } from "../margins/marginTables.js";
import { Source } from "../provision.js";
import { ProvisionDecision } from "../rulebook.js";
import { type DeepReadonly, distinct, Hash, Id, Name, NonNegative, Prose } from "../text.js";
import { FactId, ProductClass } from "../vocabulary.js";

/** Whole contracts, inclusive. */
const Contracts = z.string().regex(/^(?:0|[1-9][0-9]{0,9})$/, 'must be whole contracts as a string, as "57800"');

/** Where a pack states a figure: in a requirement, in a quotation, or in a duty that arises above it. */
export const PositionSource = z.union([
  ...FigureSource.options,
  z.strictObject({ provision: Id, duty: z.literal("above") }),
]);
export type PositionSource = DeepReadonly<z.infer<typeof PositionSource>>;

/** Every provision that states the same figure, the one that refusals cite first. */
const Law = z.array(PositionSource).min(1);

/** A number that an exchange adopts: its rule binds the trader, and what bounds the number binds the exchange. */
const Adopted = z.strictObject({
  /** In which the packs say the exchange's own number. */
  fact: FactId,
  /** The exchange's rule, as the packs have it: it takes the number from the fact. */
  rule: Law,
  /** What bounds the number, beside the rule itself. */
  within: Law.optional(),
  /** Hash of the exchange's own rule, which states the number. Left out: no rule is named, and the number is policy. */
  document: Hash.optional(),
});

/** Contracts on one side: a figure of law with its sources, one that an exchange adopts, or a policy with its reason. */
export const PositionFigure = z.union([
  /** `untilAccepted`: a provision that nobody verified counts as policy, for this reason, until a decision accepts it. Left out: it is not usable before. */
  z.strictObject({ contracts: Contracts, law: Law, untilAccepted: Prose.optional() }),
  z.strictObject({ contracts: Contracts, adopted: Adopted }),
  z.strictObject({ contracts: Contracts, policy: Prose }),
]);
export type PositionFigure = DeepReadonly<z.infer<typeof PositionFigure>>;

/** What starts a step of the spot month: in the words of a provision, or of another copy that was read. The date of a contract is nowhere here. */
const Starts = z.union([
  z.strictObject({ what: Prose, provision: Id, quotation: Prose }),
  z.strictObject({ what: Prose, source: Source }),
]);

const Step = z.strictObject({
  id: Name,
  starts: Starts,
  /** What is so while the step is in force: by these its figure is proven. */
  facts: GivenFacts,
  limit: PositionFigure,
});

/** The limits on positions that refer to one underlying. Where a limit is left out there is none. */
export const PositionUnderlying = z.strictObject({
  id: Id,
  title: Prose,
  /** Classes of the products that count. */
  products: distinct(ProductClass),
  /** What is so of every such product. */
  facts: GivenFacts,
  netting: z.strictObject({
    /** Whether long and short net, or each side counts for itself. */
    sides: z.enum(["net", "apart"]),
    /** Whether, in the spot month, physical and cash settlement are measured apart. */
    settlements: z.enum(["apart", "together"]),
  }),
  /** Units of the underlying itself count. No law says so. */
  countsSpot: z.strictObject({ policy: Prose }).optional(),
  allMonths: PositionFigure.optional(),
  singleMonth: PositionFigure.optional(),
  /** In the order in which they begin. */
  spotMonth: z.array(Step).min(1).optional(),
  /** Levels above which a duty arises; they refuse nothing. */
  accountability: z
    .strictObject({ allMonths: PositionFigure.optional(), singleMonth: PositionFigure.optional() })
    .optional(),
});
export type PositionUnderlying = DeepReadonly<z.infer<typeof PositionUnderlying>>;

/** Whose positions count as one's own. */
const Aggregation = z.strictObject({
  /** Which defines it. */
  provision: Id,
  /** The least ownership, direct or indirect, at which it is so, inclusive. */
  ownership: z.strictObject({ percent: NonNegative }),
  /** Grounds on which somebody may be exempt from it. */
  exemptions: z.array(z.strictObject({ ground: Name, paragraph: Prose, what: Prose })),
});

/** Position limits as data: each figure is one of a pack's, named, or an exchange's, or a policy that says so. */
export const PositionTables = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.positionTables/1"),
  id: Id,
  title: Prose,
  /** Of the facts. */
  provenance: Provenance,
  /** What is so of every position by which figures are proven: that nothing exempts it. */
  facts: GivenFacts,
  aggregation: Aggregation,
  underlyings: z.array(PositionUnderlying).min(1),
  /** Acceptances of figures that are unverified: such a one is law for nobody before. */
  decisions: z.array(ProvisionDecision),
});
export type PositionTables = DeepReadonly<z.infer<typeof PositionTables>>;
