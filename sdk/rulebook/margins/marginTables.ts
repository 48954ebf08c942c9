import { z } from "zod";
import { VENUE_KINDS, type VenueKind } from "../../kinds/index.js";
import { GivenFacts, Provenance } from "../assess/activity.js";
import { ProvisionDecision } from "../rulebook.js";
import { type DeepReadonly, distinct, Hash, Id, Name, NonNegative, Prose } from "../text.js";
import { ProductClass } from "../vocabulary.js";

/** Where a pack states a figure: in the test of one of its requirements, or in a quotation. */
export const FigureSource = z.union([
  z.strictObject({ provision: Id, requirement: Name }),
  /** Verbatim, of the provision's sources. */
  z.strictObject({ provision: Id, quotation: Prose }),
]);
export type FigureSource = DeepReadonly<z.infer<typeof FigureSource>>;

/** Every provision that states the same figure, the one that refusals cite first. */
const Law = z.array(FigureSource).min(1);

/** Percent of current market value: a figure of law with its sources, or a policy with its reason. */
export const MarginFigure = z.union([
  z.strictObject({ percent: NonNegative, law: Law }),
  z.strictObject({ percent: NonNegative, policy: Prose }),
]);
export type MarginFigure = DeepReadonly<z.infer<typeof MarginFigure>>;

const MOST_SECONDS = 2 ** 32 - 1;
/** Of times the law of margin gives none that could be relied on: they are policies. */
const Time = z.strictObject({ seconds: z.int().min(0).max(MOST_SECONDS), policy: Prose });

/** What one table asks of one product class and tier. */
export const MarginTableRow = z.strictObject({
  /** Id of a class of the document. */
  class: Id,
  /** 0: every investor; 1 to 3: whoever's fresh evidence has all statuses of the registry's tier. */
  tier: z.int().min(0).max(3),
  /** For an increase. */
  initial: MarginFigure,
  /** Below it a call opens. */
  maintenance: MarginFigure,
  /** Where the call closes. */
  cure: MarginFigure,
  /** Below it there is no time left. */
  closeOut: MarginFigure,
  /** No increase at all. */
  banned: z.union([z.strictObject({ law: Law }), z.strictObject({ policy: Prose })]).optional(),
  /** No short quantity. */
  longOnly: z.strictObject({ policy: Prose }).optional(),
  /** To meet a call. */
  cureTime: Time,
  /** Between the call's end and the sale. */
  notice: Time,
  /** For which a stale price still marks, less `staleHaircut`. */
  grace: Time,
  staleHaircut: z.strictObject({ percent: NonNegative, policy: Prose }),
  /** Of notional over net equity, over all venues, in percent. */
  leverageCap: z.strictObject({ percent: NonNegative, policy: Prose }).optional(),
  /** Of notional over all venues, in dollars. */
  absoluteCap: z.strictObject({ dollars: NonNegative, policy: Prose }).optional(),
});
export type MarginTableRow = DeepReadonly<z.infer<typeof MarginTableRow>>;

/** A kind of product, as venues report it and tables speak of it. */
export const MarginClass = z.strictObject({
  number: z.int().min(1).max(65_535),
  id: Id,
  title: Prose,
  products: distinct(ProductClass),
  /** What is so of every such product: by these the figures are proven. */
  facts: GivenFacts,
});
export type MarginClass = DeepReadonly<z.infer<typeof MarginClass>>;

const KINDS = Object.keys(VENUE_KINDS) as [VenueKind, ...VenueKind[]];

/** The rules that bind one sort of venue. */
export const MarginTable = z.strictObject({
  number: z.int().min(1).max(65_535),
  id: Id,
  title: Prose,
  /** Kinds of venues that it is for. */
  venues: distinct(z.enum(KINDS)),
  /** What is so of every such venue. */
  facts: GivenFacts,
  /** Hash of the venue's own document, behind rows that are policy; left out: none is named. */
  document: Hash.optional(),
  rows: z.array(MarginTableRow).min(1),
});
export type MarginTable = DeepReadonly<z.infer<typeof MarginTable>>;

/** Margin tables as data: each figure is one of a pack's, named, or a policy that says so. */
export const MarginTables = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.marginTables/1"),
  id: Id,
  title: Prose,
  /** Of the facts. */
  provenance: Provenance,
  classes: z.array(MarginClass).min(1),
  tables: z.array(MarginTable).min(1),
  /** Acceptances of figures that are unverified: such a one is used by nobody before. */
  decisions: z.array(ProvisionDecision),
});
export type MarginTables = DeepReadonly<z.infer<typeof MarginTables>>;
