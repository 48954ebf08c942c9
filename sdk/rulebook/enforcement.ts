import { isAddress } from "viem";
import { z } from "zod";
import { Instant } from "./dates.js";
import { HolderQuantity, LeverageQuantity, PercentQuantity, PurchaserQuantity, UnitQuantity } from "./quantities.js";
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

/** Statuses of the judged party, any of which lifts the rule. A status that is absent never lifts. */
const liftable = { liftedBy: distinct(Name).optional() };

/** What else must hold for the rule to bind. */
const conditions = {
  ...liftable,
  counterparty: Counterparty.optional(),
  /**
   * Statuses of the other party, any of which lifts the rule: evidence of who acquires while it is fresh, evidence of who leaves for ever. Where
   * there is no other party nothing lifts. Not together with roles of the counterparty.
   */
  counterpartyLifts: distinct(Name).optional(),
};

/** Of a rule on lots. */
const lots = {
  /** Civil months, wholly passed. */
  months: z.int().min(0),
  /** Origins of the rulebook's `lots`, and `unspecified`; left out: every one. */
  origins: distinct(Id).optional(),
};

/**
 * A window that rolls with the day, in UTC: so many days, today the last of them; or all days after the same day so many civil months ago.
 */
const Span = z
  .strictObject({ days: z.int().min(1).optional(), months: z.int().min(1).optional() })
  .refine(
    ({ days, months }) => (days === undefined) !== (months === undefined),
    'must say either days or months, as { "days": 90 } or { "months": 3 }',
  );
export type Span = DeepReadonly<z.infer<typeof Span>>;

/** Where a rule on holders counts: in all countries, or in that of the judged party alone, or in `countries` as one group. */
const counted = { perCountry: z.literal(true).optional(), together: z.literal(true).optional() };

/** Of another contract, on the chain of the rulebook. */
const ContractAddress = z
  .string()
  .refine(
    (text) => isAddress(text),
    "must be an address: 0x and 40 hexadecimal digits, in lower case or with their checksum",
  );

const SENDER = z.literal("sender");
const RECEIVER = z.literal("receiver");
const SPENDER = z.literal("spender");
const EITHER = z.enum(["sender", "receiver"]);
/** `token`: the movement itself, whoever its parties are. */
const TOKEN = z.literal("token");
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
    /** One of the rulebook's `paths`: all rules of at least one of them must hold. Left out: the rule must always hold. */
    path: Id.optional(),
    ...scope,
    ...fields,
    note: Prose.optional(),
  });

/** How a provision is enforced on chain: one rule, written by the author and never guessed from the provision's predicate. */
export const Enforcement = z.discriminatedUnion("type", [
  /** `spender`: who moves another's units; whoever moves its own passes. */
  rule("forbiddenStates", z.enum(["sender", "receiver", "spender"]), { ...conditions, states: distinct(Name) }),
  rule("requiredStatuses", z.enum(["receiver", "spender"]), { ...conditions, statuses: distinct(Name) }),
  /** `lanes` is whom it binds, `allowed` what it allows. */
  rule("laneInSet", RECEIVER, { ...conditions, allowed: distinct(Name) }),
  rule("countryIn", EITHER, { ...conditions, set: Id }),
  rule("countryNotIn", EITHER, { ...conditions, set: Id }),
  /** `identity`: the know-your-customer file; `statuses`: the evidence of the statuses. */
  rule("evidenceFresh", RECEIVER, { ...conditions, evidence: z.enum(["identity", "statuses"]) }),
  /** `set` is one of the rulebook's `regionSets`. */
  rule("regionIn", EITHER, { ...conditions, set: Id }),
  rule("regionNotIn", EITHER, { ...conditions, set: Id }),
  /** Who moves another's units is in the registry. */
  rule("spenderRegistered", SPENDER, {}),
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
    ...counted,
    /** Counts the owners that were stated behind intermediaries, instead of them. Left out: holders of record. */
    beneficial: z.literal(true).optional(),
  }),
  /** Holders in `lanes` (left out: all), after the movement; inclusive. */
  rule("fewestHolders", SENDER, { least: HolderQuantity, ...counted }),
  /** The sender moves all that it holds, or nothing. */
  rule("wholeHoldingOnly", SENDER, conditions),
  /** The sender has held what moves for so many months, as far as it is of these origins. */
  rule("holdingPeriod", SENDER, { ...conditions, ...lots }),
  /** The tranche of what moves was closed so many months ago, as far as it is of these origins; an open tranche bars. */
  rule("trancheClosedSince", SENDER, { ...conditions, ...lots }),
  /** Allowed from this instant on. */
  rule("notBefore", ANY, { ...conditions, from: Instant }),
  /** Allowed until the second before this instant. */
  rule("notAfter", ANY, { ...conditions, until: Instant }),
  /** Trading of the token is not halted. */
  rule("notHalted", TOKEN, conditions),
  /** Units that the sender has sent within the window, by movements that the rule binds, this one included; inclusive. */
  rule("mostOutflow", SENDER, { ...conditions, most: UnitQuantity, within: Span }),
  /** The same beside a share of the supply before the movement, rounded down to a unit. */
  rule("mostOutflowShare", SENDER, { ...conditions, share: PercentQuantity, within: Span }),
  /** The same beside the greater of that share and the average weekly volume of trading, if one was reported and still counts. */
  rule("mostOutflowShareOrVolume", SENDER, { ...conditions, share: PercentQuantity, within: Span }),
  /** Units that the receiver has acquired within the window, likewise; who has a limit of its own, attested and not lapsed, is held to that instead. */
  rule("mostInflow", RECEIVER, { ...conditions, most: UnitQuantity, within: Span }),
  /** Different receivers within the window, of those that the rule binds; who is among them may receive more. Inclusive. */
  rule("mostPurchasers", RECEIVER, { ...conditions, most: PurchaserQuantity, within: Span }),
  /** What moves through one venue in one day, UTC, beside a share of the average daily volume that was reported. Without a venue in it a movement passes. */
  rule("mostVenueVolume", TOKEN, { ...conditions, share: PercentQuantity }),
  /**
   * What a group holds together, beside a share of the larger of supply and floor, `most` inclusive, `lessThan` not. Exactly one of the two. `lanes` and
   * `countries` say who is a member, `liftedBy` who is none; what those with a status of `excluded` hold counts on neither side.
   */
  rule("mostGroupShare", RECEIVER, {
    ...liftable,
    most: PercentQuantity.optional(),
    lessThan: PercentQuantity.optional(),
    floor: UnitQuantity,
    excluded: distinct(Name).optional(),
  }),
  rule("leastPerMovement", ANY, { ...conditions, least: UnitQuantity }),
  rule("mostPerMovement", ANY, { ...conditions, most: UnitQuantity }),
  /** The product's own leverage, `embedded`, exact to a hundredth, beside the most that whoever the rule binds may acquire; inclusive. */
  rule("mostEmbeddedLeverage", RECEIVER, { ...conditions, embedded: LeverageQuantity, most: LeverageQuantity }),
  /** Notional over net equity of the receiver, over all venues and before the movement, as the token's source of leverage says; inclusive. */
  rule("mostLeverage", RECEIVER, { ...conditions, most: LeverageQuantity }),
  /** The sender keeps the units that holds bind or that venues have recorded as collateral. */
  rule("encumberedStays", SENDER, conditions),
  /** Another contract allows the movement: see IPlugIn. It stands on one chain, and so does a rulebook with such a rule. */
  rule("plugIn", TOKEN, { contract: ContractAddress }),
  /** No position grows above its limit, as the position book says that is named, which records every movement. It stands on one chain, too. */
  rule("positionLimit", TOKEN, { book: ContractAddress }),
]);
export type Enforcement = DeepReadonly<z.infer<typeof Enforcement>>;
