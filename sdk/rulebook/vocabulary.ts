import { z } from "zod";
import { type DeepReadonly, distinct, Id, Name, Prose } from "./text.js";

/** Whom or what a fact is about, and who has a duty. `entry`: a line of a ledger that a meter reads. */
export const Bearer = z.enum([
  ...(["actor", "counterparty", "issuer", "firm", "venue", "product", "offering", "activity", "entry"] as const),
]);
export type Bearer = z.infer<typeof Bearer>;

/** What a number counts. `unit`: whole units of the token; `holder`: holders as the rule counts them. */
export const LegalUnit = z.enum([
  ...(["USD", "unit", "contract", "person", "holder", "ratio", "percent", "index"] as const),
  // `share`: of the stock that a token or contract refers to; `count`: things that have no unit of their own.
  ...(["share", "count", "symbol", "minute", "hour", "day", "businessDay", "month", "year"] as const),
]);
export type LegalUnit = z.infer<typeof LegalUnit>;

/** What people do with a product. */
export const ActivityKind = z.enum([
  ...(["offer", "issue", "resale", "transfer", "list", "trade", "extendCredit", "maintain", "short"] as const),
  ...(["hold", "settle", "clear", "custody", "report", "keepRecord"] as const),
]);
export type ActivityKind = z.infer<typeof ActivityKind>;

export const ProductClass = z.enum([
  ...(["equity", "debt", "fundInterest", "option", "securityFuture", "future", "swap"] as const),
  ...(["securityBasedSwap", "mixedSwap", "eventContract", "spotCommodity", "spotSecurityToken"] as const),
]);
export type ProductClass = z.infer<typeof ProductClass>;

/** Refers to a fact: whom it is about and its name, as `counterparty.qualifiedPurchaser`. */
export const FactId = z.templateLiteral([Bearer, ".", Name], {
  error: `must name a fact by bearer and name, as counterparty.qualifiedPurchaser; bearers: ${Bearer.options.join(", ")}`,
});
export type FactId = z.infer<typeof FactId>;

/** A fact, declared once; predicates refer to it by its id. */
export const FactDeclaration = z.strictObject({
  id: FactId,
  meaning: Prose,
  /** `text`: a name or number by which something is known, as the id of a person; it is only ever equal or not. */
  type: z.enum(["bool", "enum", "set", "number", "day", "text"]),
  /** Of a number. */
  unit: LegalUnit.optional(),
  /** Of an enum or set. */
  values: distinct(Prose).optional(),
  /** The law leaves it to judgement: only an attested value counts. */
  openTexture: z.literal(true).optional(),
});
export type FactDeclaration = DeepReadonly<z.infer<typeof FactDeclaration>>;

/** What may be counted, and how persons are counted. Four counters of holders and purchasers must never be taken for one another. */
export const Base = z.enum(["holders", "purchasers", "units", "money", "position", "volume"]);
export const Basis = z.enum(["record", "beneficial", "purchase", "economic"]);

/** The comparable name of what requirements compare: a closed vocabulary, so that two names for one measure cannot hide a conflict. */
export const MeasureDeclaration = z.strictObject({
  id: Name,
  meaning: Prose,
  unit: LegalUnit.optional(),
  base: Base.optional(),
  basis: Basis.optional(),
});
export type MeasureDeclaration = DeepReadonly<z.infer<typeof MeasureDeclaration>>;

export const Vocabulary = z.strictObject({
  facts: z.array(FactDeclaration),
  measures: z.array(MeasureDeclaration),
});
export type Vocabulary = DeepReadonly<z.infer<typeof Vocabulary>>;

/** One vocabulary for many packs, which refer to it by its id. */
export const SharedVocabulary = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.vocabulary/1"),
  id: Id,
  title: Prose,
  facts: z.array(FactDeclaration),
  measures: z.array(MeasureDeclaration),
});
export type SharedVocabulary = DeepReadonly<z.infer<typeof SharedVocabulary>>;
