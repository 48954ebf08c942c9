import { z } from "zod";
import { Citation } from "./citation.js";
import { Day } from "./dates.js";
import { Effect } from "./effects.js";
import { Predicate } from "./predicates.js";
import { type DeepReadonly, distinct, Hash, Id, Prose } from "./text.js";
import { ActivityKind, Bearer, ProductClass } from "./vocabulary.js";

/** Who made a provision or administers it. `ISSUER`: the offering's own documents; `COURT`: what courts have held where no agency wrote it down. */
export const Authority = z.enum([
  ...(["SEC", "CFTC", "FINRA", "FRB", "DOL", "OFAC", "STATE", "IRS", "ISSUER"] as const),
  ...(["TREASURY", "FCC", "DOT", "MARAD", "NFA", "CBOE", "CME", "NASDAQ", "NYSE", "DTC", "COURT", "CONGRESS"] as const),
]);
export type Authority = z.infer<typeof Authority>;

/** How binding it is. A refusal is by law only at the first four levels. */
export const Level = z.enum(["statute", "rule", "order", "sro", "staff", "case", "policy", "contract"]);
export type Level = z.infer<typeof Level>;

/** Levels at which a provision that prohibits or limits is law. */
export const LAW_LEVELS: readonly Level[] = ["statute", "rule", "order", "sro"];

/** Words that a quotation may have. */
export const MOST_QUOTED_WORDS = 25;

/** A copy of the text that somebody read. Numbers come from copies, so the copy and its date are kept with them. */
export const Source = z.strictObject({
  /** Which copy of which text. */
  name: Prose,
  url: z.url({ protocol: /^https$/, error: "must be an https address" }).optional(),
  /** The day as of which the copy states the text; for a document of the offering, its date. */
  dated: Day.optional(),
  seenOn: Day,
  /** The deciding words, verbatim: at most 25. */
  quotation: Prose.optional(),
  /** keccak256 of the UTF-8 bytes of the quotation, or of a longer quoted text that is kept elsewhere. */
  quoteHash: Hash.optional(),
});
export type Source = DeepReadonly<z.infer<typeof Source>>;

/** One rule of law, of a regulator, or of the offering's own documents: sourced, dated, and typed. */
export const Provision = z.strictObject({
  id: Id,
  /** As lawyers cite it. */
  citation: Citation,
  /** What it says, in one or two plain sentences. */
  summary: Prose,
  authority: Authority,
  level: Level,
  /** `proposed` and `withdrawn` never decide; `superseded` and `expired` decide about days on which they were in force. */
  status: z.enum(["in_force", "proposed", "withdrawn", "superseded", "expired"]),
  /** Days in UTC, both in force. Only what never was in force has none: a proposal. */
  effective: z.strictObject({ from: Day, through: Day.optional() }).optional(),
  /** Of a proposal: the last day on which anybody may comment. */
  commentsUntil: Day.optional(),
  /** `primary`: the text or a verbatim quotation was read; `secondary`: only what others say of it; `unverified`: neither. */
  verification: z.enum(["primary", "secondary", "unverified"]),
  sources: z.array(Source),
  scope: z.strictObject({
    binds: Bearer,
    activities: distinct(ActivityKind),
    products: z.union([z.literal("any"), distinct(ProductClass)]),
    /** Provisions about the same economic exposure share its name. */
    exposure: Prose.optional(),
    when: Predicate.optional(),
  }),
  effect: Effect,
  /** Precedence, only where a text says so: it can never be derived. */
  over: z.array(z.strictObject({ provision: Id, because: Prose })).optional(),
  /** The provision whose purpose this one serves, as a clause of the offering serves a statute. */
  implements: z.array(Id).optional(),
  dependsOn: z.array(Id).optional(),
});
export type Provision = DeepReadonly<z.infer<typeof Provision>>;
