import { z } from "zod";
import { Instant } from "./dates.js";
import { HolderQuantity, PercentQuantity, UnitQuantity } from "./quantities.js";
import { type DeepReadonly, distinct, Id, Name, Prose } from "./text.js";

/** Movements that a rule may bind. Forced transfers, transmissions and recoveries are never bound by one. */
export const RuleMovement = z.enum(["transfer", "mint", "burn", "settlement"]);
export type RuleMovement = z.infer<typeof RuleMovement>;

/** Countries of a party: those of a set of the rulebook, or all others. */
const Countries = z.union([z.strictObject({ set: Id }), z.strictObject({ outside: Id })]);
export type Countries = DeepReadonly<z.infer<typeof Countries>>;

/** The other party of the movement, within which the rule binds. Where there is none (mint, burn) the issuer is the other side and it always matches. */
const Counterparty = z
  .strictObject({
    /** Any of these roles. */
    roles: distinct(Name).optional(),
    lanes: distinct(Name).optional(),
    countries: Countries.optional(),
  })
  .refine((scope) => Object.keys(scope).length > 0, "must say roles, lanes or countries");
export type Counterparty = DeepReadonly<z.infer<typeof Counterparty>>;

/** Whom of the judged party's kind the rule binds; left out: everybody. */
const scope = { lanes: distinct(Name).optional(), countries: Countries.optional() };

/** What else must hold for the rule to bind. */
const conditions = {
  /** Statuses of the judged party, any of which lifts the rule. A status that is absent never lifts. */
  liftedBy: distinct(Name).optional(),
  counterparty: Counterparty.optional(),
};

const RECEIVER = z.literal("receiver");
const EITHER = z.enum(["sender", "receiver"]);
/** `token`: the movement itself, whoever its parties are. */
const ANY = z.enum(["sender", "receiver", "token"]);

const rule = <Kind extends string, Party extends z.ZodType, Fields extends z.core.$ZodLooseShape>(
  type: Kind,
  party: Party,
  fields: Fields,
) =>
  z.strictObject({
    type: z.literal(type),
    movements: distinct(RuleMovement),
    party,
    ...scope,
    ...fields,
    note: Prose.optional(),
  });

/** How a provision is enforced on chain: one rule, written by the author and never guessed from the provision's predicate. */
export const Enforcement = z.discriminatedUnion("type", [
  rule("forbiddenStates", EITHER, { ...conditions, states: distinct(Name) }),
  rule("requiredStatuses", RECEIVER, { ...conditions, statuses: distinct(Name) }),
  /** `lanes` is whom it binds, `allowed` what it allows. */
  rule("laneInSet", RECEIVER, { ...conditions, allowed: distinct(Name) }),
  rule("countryIn", EITHER, { ...conditions, set: Id }),
  rule("countryNotIn", EITHER, { ...conditions, set: Id }),
  /** `identity`: the know-your-customer file; `statuses`: the evidence of the statuses. */
  rule("evidenceFresh", RECEIVER, { ...conditions, evidence: z.enum(["identity", "statuses"]) }),
  /** Holding after the movement, over all wallets of the investor; inclusive. */
  rule("mostUnits", RECEIVER, { ...conditions, most: UnitQuantity }),
  /** Share of the larger of supply after the movement and floor, rounded down to a unit; inclusive. */
  rule("mostShare", RECEIVER, { ...conditions, share: PercentQuantity, floor: UnitQuantity }),
  /** Holding after the movement, of whoever keeps units; inclusive. */
  rule("leastHolding", EITHER, { ...conditions, least: UnitQuantity }),
  /** Holders in `lanes` (left out: all), after the movement: `most` is inclusive, `fewerThan` is not. Exactly one of the two. */
  rule("mostHolders", RECEIVER, {
    most: HolderQuantity.optional(),
    fewerThan: HolderQuantity.optional(),
    /** Counted in the receiver's country alone. */
    perCountry: z.literal(true).optional(),
  }),
  /** Allowed from this instant on. */
  rule("notBefore", ANY, { ...conditions, from: Instant }),
  /** Allowed until the second before this instant. */
  rule("notAfter", ANY, { ...conditions, until: Instant }),
  rule("leastPerMovement", ANY, { ...conditions, least: UnitQuantity }),
  rule("mostPerMovement", ANY, { ...conditions, most: UnitQuantity }),
]);
export type Enforcement = DeepReadonly<z.infer<typeof Enforcement>>;
