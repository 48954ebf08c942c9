import { z } from "zod";
import { Day } from "./dates.js";
import { Enforcement } from "./enforcement.js";
import { ProductTerms } from "./product.js";
import { Provision } from "./provision.js";
import { type DeepReadonly, distinct, Hash, Id, Name, Prose } from "./text.js";
import { Vocabulary } from "./vocabulary.js";

/** What lets the issuer refuse: the clause of an instrument that holders are bound by. */
export const Power = z.strictObject({ id: Id, instrument: Prose, clause: Prose });
export type Power = DeepReadonly<z.infer<typeof Power>>;

/** Countries by their ISO 3166-1 alpha-2 codes. */
export const CountrySet = z.strictObject({
  id: Id,
  title: Prose,
  countries: distinct(z.string().regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code, as US")),
});
export type CountrySet = DeepReadonly<z.infer<typeof CountrySet>>;

/** Regions of the registry's scheme. */
export const RegionSet = z.strictObject({ id: Id, title: Prose, regions: distinct(Name) });
export type RegionSet = DeepReadonly<z.infer<typeof RegionSet>>;

/** One of several ways in which a movement may be allowed: all rules of at least one must hold. */
export const Path = z.strictObject({ id: Id, title: Prose });
export type Path = DeepReadonly<z.infer<typeof Path>>;

/** From which sales units come, and who keeps their clock. */
export const LotTerms = z.strictObject({
  /** Numbers stay the same in every version of the rulebook: lots carry them. 0 is `unspecified`, for units whose origin nobody said. */
  origins: z.array(z.strictObject({ number: z.int().min(1).max(6), id: Id, title: Prose })).min(1),
  /** Origin of what the issuer sells to somebody of a lane, at a mint or out of its inventory; a lane left out: `unspecified`. */
  soldAs: z.record(Name, Id),
  /** `runsOn`: whoever sells. Otherwise a sale keeps the clock only by who has one of these statuses, and starts it anew else. */
  clock: z.union([z.literal("runsOn"), z.strictObject({ keptBy: distinct(Name) })]),
});
export type LotTerms = DeepReadonly<z.infer<typeof LotTerms>>;

/** How a provision is applied. Every provision of a rulebook is applied in at least one of these ways, so that nothing is dropped. */
export const How = z.union([
  /** By rules of the program. */
  z.strictObject({
    enforce: z.array(Enforcement).min(1),
    /** Of what the rules refuse and the provision does not, and why. Left out: they refuse what it refuses, and nothing else. */
    stricter: Prose.optional(),
  }),
  /** By a reason that the engine has under every program, named as in the table of reasons. */
  z.strictObject({ builtIn: Name }),
  /** By somebody, off chain: what is to be done. */
  z.strictObject({ duty: Prose }),
  /** Not by the chain: why not, and what is done instead. */
  z.strictObject({ notEnforced: Prose }),
]);
export type How = DeepReadonly<z.infer<typeof How>>;

/** One application of a provision, under one power. */
export const Use = z.strictObject({ provision: Id, power: Id, how: How, note: Prose.optional() });
export type Use = DeepReadonly<z.infer<typeof Use>>;

const ACCEPTED = { by: Prose, on: Day, what: Prose } as const;

/** A named person's dated acceptance of a provision that is unverified or ambiguous. */
export const ProvisionDecision = z.strictObject({ provision: Id, ...ACCEPTED });
export type ProvisionDecision = DeepReadonly<z.infer<typeof ProvisionDecision>>;

/** A named person's dated acceptance that the product is classified so. */
export const ProductDecision = z.strictObject({ product: z.enum(["restricted", "ambiguous"]), ...ACCEPTED });
export type ProductDecision = DeepReadonly<z.infer<typeof ProductDecision>>;

export const RecordedDecision = z.union([ProvisionDecision, ProductDecision]);
export type RecordedDecision = DeepReadonly<z.infer<typeof RecordedDecision>>;

/** A published set of provisions; rulebooks refer to it by its hash. */
export const Pack = z.strictObject({
  $schema: Prose.optional(),
  format: z.literal("weighbridge.pack/1"),
  id: Id,
  title: Prose,
  /** Its own, or the id of one that several packs share. */
  vocabulary: z.union([Vocabulary, Id]),
  provisions: z.array(Provision),
});
export type Pack = DeepReadonly<z.infer<typeof Pack>>;

/** What the compiler must know of the token. */
export const TokenTerms = z.strictObject({ decimals: z.int().min(0).max(18) });

/** What people write of one offering: which provisions apply, by which power, and how each is enforced. */
export const Rulebook = z.strictObject({
  format: z.literal("weighbridge.rulebook/1"),
  id: Id,
  title: Prose,
  description: Prose.optional(),
  /** By its id: `us`. */
  scheme: z.string(),
  token: TokenTerms,
  /** Left out: what is offered is not classified, and `plan` asks for a decision. */
  product: ProductTerms.optional(),
  packs: z.array(z.strictObject({ id: Id, hash: Hash })),
  countrySets: z.array(CountrySet),
  regionSets: z.array(RegionSet).optional(),
  /** A rule's word counts to 15. */
  paths: z.array(Path).max(15, "are too many: a program has at most 15").optional(),
  lots: LotTerms.optional(),
  powers: z.array(Power),
  vocabulary: Vocabulary,
  /** Its own; those of packs are referred to by id. */
  provisions: z.array(Provision),
  uses: z.array(Use),
  decisions: z.array(RecordedDecision),
});
export type Rulebook = DeepReadonly<z.infer<typeof Rulebook>>;
