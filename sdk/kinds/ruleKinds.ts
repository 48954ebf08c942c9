import type { Mode } from "./bits.js";
import {
  BASIS_POINTS,
  MOST_ADDRESS,
  MOST_EMBEDDED,
  MOST_LEVERAGE,
  MOST_MONTHS,
  MOST_SPAN,
  MOST_UNITS,
  STRICTLY,
} from "./limits.js";
import type { Party } from "./parties.js";
import type { Unit } from "./units.js";
import { ORIGINS } from "./words.js";

/** What a rule word's `limit` means, and its bounds, both inclusive. */
export type LimitField = {
  readonly meaning:
    | ("states" | "statuses" | "lanes" | "setIndex" | "evidence" | "origins")
    | ("units" | "floor" | "holders" | "purchasers" | "basisPoints" | "leverage" | "time" | "address" | "none");
  readonly least: bigint;
  readonly most: bigint;
};

/** What a rule of some kind says and reads. */
export type RuleKindEntry = {
  /** By which a program names it; never reused. */
  readonly id: number;
  /** Error that the engine reverts with, of the form `Name(uint16 rule, uint64 subject, uint256 measured, uint256 limit)`. */
  readonly error: string;
  /** Of measured and limit. */
  readonly unit: Unit;
  /** Parties that a rule of this kind may judge. */
  readonly sides: readonly Party[];
  readonly limit: LimitField;
  /** What the word's `window` says; undefined: nothing. */
  readonly window?: {
    readonly meaning: "basisPoints" | "basisPointsOrBelow" | "months" | "span" | "hundredths";
    readonly least: number;
    readonly most: number;
  };
  /** What is measured. */
  readonly judgedOn:
    "record" | "holding" | "counts" | "time" | "lots" | "meter" | "plugIn" | "amount" | "leverage" | "positions";
  /**
   * What the engine must read: the judged party's holding over all wallets, the supply, the sender's lots, when tranches were closed, a meter, the
   * answer of another contract, what a leverage registry says of a party, the answer of a position book. `holdings`: of both parties.
   */
  readonly needs: readonly (
    ("holding" | "holdings" | "supply" | "lots") | ("tranches" | "meters" | "plugIns" | "leverage" | "positions")
  )[];
  /** Modes that the word may set. */
  readonly modes: readonly Mode[];
  /** Whether statuses may lift the rule, and the other party narrow it. */
  readonly conditional: boolean;
  /** The scope of the judged party names the members of a group, and `otherBits` who is excluded from it. */
  readonly groups?: true;
};

type Row<Error extends string> = Omit<RuleKindEntry, "error"> & { readonly error: Error };

/** Of a rule on a party of the two, the other's evidence may lift it. */
const PAIR = ["otherLifts"] as const;

/** A row of the table, with what most kinds have in common filled in. */
const row = <const Error extends string>(
  id: number,
  error: Error,
  rest: Pick<RuleKindEntry, "unit" | "sides" | "limit" | "judgedOn"> & Partial<RuleKindEntry>,
): Row<Error> => ({ needs: [], modes: PAIR, conditional: true, ...rest, id, error });

const limit = (meaning: LimitField["meaning"], least: bigint, most: bigint): LimitField => ({ meaning, least, most });

/** Of a kind that needs no number. */
const NONE = limit("none", 0n, 0n);
const SET_INDEX = limit("setIndex", 0n, 31n);
const TIME = limit("time", 1n, (1n << 48n) - 1n);
const LEAST_UNITS = limit("units", 1n, MOST_UNITS);

const MONTHS = (least: number) => ({ meaning: "months", least, most: MOST_MONTHS }) as const;
const SPAN = { meaning: "span", least: 1, most: MOST_SPAN } as const;
const SHARE = limit("basisPoints", 1n, BASIS_POINTS);
const LEVERAGE = limit("leverage", 1n, MOST_LEVERAGE);
const METERED = ["meters"] as const;
const ORIGIN_MASK = limit("origins", 1n, (1n << BigInt(ORIGINS)) - 1n);

const SENDER = ["sender"] as const;
const RECEIVER = ["receiver"] as const;
const SPENDER = ["spender"] as const;
const NOT_TOKEN = ["sender", "receiver", "spender"] as const;
const EITHER = ["sender", "receiver"] as const;
const ANY = ["sender", "receiver", "token"] as const;
const TOKEN = ["token"] as const;

/** The one table of rule kinds, ascending by id. The contracts' constants are generated from it; a new kind is a new row. */
export const RULE_KINDS = {
  /** Refused when the party has any of these states. */
  forbiddenStates: row(1, "ForbiddenState", {
    unit: "state",
    sides: NOT_TOKEN,
    limit: limit("states", 1n, 0xffn),
    judgedOn: "record",
  }),
  /** Refused when the party lacks any of these statuses. */
  requiredStatuses: row(2, "StatusMissing", {
    unit: "statuses",
    sides: ["receiver", "spender"],
    limit: limit("statuses", 1n, 0xffff_ffffn),
    judgedOn: "record",
  }),
  /** Refused when the receiver's lane is none of these. */
  laneInSet: row(3, "LaneNotAllowed", {
    unit: "lane",
    sides: RECEIVER,
    limit: limit("lanes", 1n, 0xfen),
    judgedOn: "record",
  }),
  /** Refused when the party's country is not in the set. */
  countryIn: row(4, "CountryNotAllowed", { unit: "country", sides: EITHER, limit: SET_INDEX, judgedOn: "record" }),
  /** Refused when the party's country is in the set. */
  countryNotIn: row(5, "CountryForbidden", { unit: "country", sides: EITHER, limit: SET_INDEX, judgedOn: "record" }),
  /** Refused from the second at which the receiver's evidence is stale: fresh while now < until. */
  evidenceFresh: row(6, "EvidenceExpired", {
    unit: "unixSeconds",
    sides: RECEIVER,
    limit: limit("evidence", 0n, 1n),
    judgedOn: "record",
  }),
  /** Refused when the party's region is not in the set. */
  regionIn: row(7, "RegionNotAllowed", { unit: "region", sides: EITHER, limit: SET_INDEX, judgedOn: "record" }),
  /** Refused when the party's region is in the set. */
  regionNotIn: row(8, "RegionForbidden", { unit: "region", sides: EITHER, limit: SET_INDEX, judgedOn: "record" }),
  /** Refused when who moves another's units is not in the registry. */
  spenderRegistered: row(9, "SpenderUnknown", {
    ...{ unit: "flag", sides: SPENDER, limit: NONE, judgedOn: "record" },
    // Who is in no registry has no status that could lift it.
    conditional: false,
  }),
  /** Refused when the receiver would hold more; the limit itself is allowed. */
  mostUnits: row(16, "HoldingAboveLimit", {
    unit: "units",
    sides: RECEIVER,
    limit: limit("units", 0n, MOST_UNITS),
    judgedOn: "holding",
    needs: ["holding"],
  }),
  /** Refused when the receiver would hold more than `window` basis points of the larger of supply and floor, rounded down. */
  mostShare: row(17, "ShareAboveLimit", {
    unit: "units",
    sides: RECEIVER,
    limit: limit("floor", 1n, MOST_UNITS),
    window: { meaning: "basisPoints", least: 1, most: Number(BASIS_POINTS) },
    judgedOn: "holding",
    needs: ["holding", "supply"],
  }),
  /** Refused when the party would hold less, but not nothing; the limit itself is allowed. */
  leastHolding: row(18, "HoldingBelowLeast", {
    unit: "units",
    sides: EITHER,
    limit: LEAST_UNITS,
    judgedOn: "holding",
    needs: ["holding"],
  }),
  /** Refused when the sender would keep anything. */
  wholeHoldingOnly: row(19, "HoldingNotWhole", {
    unit: "units",
    sides: SENDER,
    limit: NONE,
    judgedOn: "holding",
    needs: ["holding"],
  }),
  /** Refused when the rule's count would rise above the limit; the limit itself is allowed. */
  mostHolders: row(32, "HoldersAboveLimit", {
    unit: "holders",
    sides: RECEIVER,
    limit: limit("holders", 0n, 0xffff_ffffn),
    judgedOn: "counts",
    modes: ["perCountry", "beneficial", "together"],
    conditional: false,
  }),
  /** Refused when the rule's count would fall below the limit; the limit itself is allowed. */
  fewestHolders: row(33, "HoldersBelowLeast", {
    unit: "holders",
    sides: SENDER,
    limit: limit("holders", 1n, 0xffff_ffffn),
    judgedOn: "counts",
    modes: ["perCountry", "together"],
    conditional: false,
  }),
  /** Refused before the time; allowed from that second on. */
  notBefore: row(48, "MovementTooEarly", { unit: "unixSeconds", sides: ANY, limit: TIME, judgedOn: "time" }),
  /** Refused from the time on; allowed until the second before. */
  notAfter: row(49, "MovementTooLate", { unit: "unixSeconds", sides: ANY, limit: TIME, judgedOn: "time" }),
  /** Refused until `window` months after the day on which the sender acquired what moves, as far as it is of these origins. */
  holdingPeriod: row(50, "UnitsTooYoung", {
    unit: "unixSeconds",
    sides: SENDER,
    limit: ORIGIN_MASK,
    window: MONTHS(1),
    judgedOn: "lots",
    needs: ["lots"],
  }),
  /** Refused until `window` months after the day on which the tranche of what moves was closed, as far as it is of these origins. */
  trancheClosedSince: row(51, "TrancheTooYoung", {
    unit: "unixSeconds",
    sides: SENDER,
    limit: ORIGIN_MASK,
    window: MONTHS(0),
    judgedOn: "lots",
    needs: ["lots", "tranches"],
  }),
  /** Refused while the token is halted. */
  notHalted: row(52, "TradingHalted", { unit: "flag", sides: TOKEN, limit: NONE, judgedOn: "time" }),
  /** Refused when the sender would have sent more within the window; the limit itself is allowed. */
  mostOutflow: row(64, "OutflowAboveLimit", {
    ...{ unit: "units", sides: SENDER, judgedOn: "meter", needs: METERED, window: SPAN },
    limit: limit("units", 0n, MOST_UNITS),
  }),
  /** Refused when the sender would have sent more, within the window, than a share of the supply, rounded down. */
  mostOutflowShare: row(65, "OutflowAboveShare", {
    ...{ unit: "units", sides: SENDER, judgedOn: "meter", window: SPAN, limit: SHARE },
    needs: ["meters", "supply"],
  }),
  /** As mostOutflowShare, or than the average weekly volume that was reported, whichever is greater. */
  mostOutflowShareOrVolume: row(66, "OutflowAboveVolume", {
    ...{ unit: "units", sides: SENDER, judgedOn: "meter", window: SPAN, limit: SHARE },
    needs: ["meters", "supply"],
  }),
  /** Refused when the receiver would have taken in more within the window than its personal limit, or else the rule's; the limit itself is allowed. */
  mostInflow: row(67, "InflowAboveLimit", {
    ...{ unit: "units", sides: RECEIVER, judgedOn: "meter", needs: METERED, window: SPAN },
    limit: limit("units", 0n, MOST_UNITS),
  }),
  /** Refused when somebody new would make more purchasers within the window; the limit itself is allowed. */
  mostPurchasers: row(68, "PurchasersAboveLimit", {
    ...{ unit: "purchasers", sides: RECEIVER, judgedOn: "meter", needs: METERED, window: SPAN },
    limit: limit("purchasers", 0n, 0xffff_ffffn),
  }),
  /** Refused when more would pass through a venue in one day than a share of the average daily volume that was reported, rounded down. */
  mostVenueVolume: row(69, "VenueVolumeAboveLimit", {
    ...{ unit: "units", sides: TOKEN, judgedOn: "meter", needs: METERED, limit: SHARE },
  }),
  /**
   * Refused when the members of a group would hold more than a share of the larger of floor and supply without who is excluded. The scope of the
   * party says who is a member, `otherBits` who is excluded.
   */
  mostGroupShare: row(70, "GroupShareAboveLimit", {
    ...{ unit: "units", sides: RECEIVER, judgedOn: "meter", needs: ["meters", "supply"], modes: [] },
    groups: true,
    limit: limit("floor", 1n, MOST_UNITS),
    window: { meaning: "basisPointsOrBelow", least: 1, most: STRICTLY + Number(BASIS_POINTS) },
  }),
  /** Refused when less is moved; the limit itself is allowed. */
  leastPerMovement: row(80, "MovementBelowLeast", {
    unit: "units",
    sides: ANY,
    limit: LEAST_UNITS,
    judgedOn: "amount",
  }),
  /** Refused when more is moved; the limit itself is allowed. */
  mostPerMovement: row(81, "MovementAboveMost", { unit: "units", sides: ANY, limit: LEAST_UNITS, judgedOn: "amount" }),
  /** Refused when the product's own leverage, `window` in hundredths, is more than the limit, in basis points. The word alone decides. */
  mostEmbeddedLeverage: row(88, "EmbeddedLeverageAboveLimit", {
    ...{ unit: "basisPoints", sides: RECEIVER, judgedOn: "leverage", limit: LEVERAGE },
    window: { meaning: "hundredths", least: 1, most: MOST_EMBEDDED },
  }),
  /** Refused when the receiver's leverage over all venues is more; the limit itself is allowed. Only of who has the state `leveraged`. */
  mostLeverage: row(89, "LeverageAboveLimit", {
    ...{ unit: "basisPoints", sides: RECEIVER, judgedOn: "leverage", limit: LEVERAGE, needs: ["leverage"] },
  }),
  /** Refused when the sender would hold fewer units than are pledged or encumbered. Only of who has the state `leveraged`. */
  encumberedStays: row(90, "HoldingBelowEncumbered", {
    ...{ unit: "units", sides: SENDER, judgedOn: "leverage", limit: NONE, needs: ["holding", "leverage"] },
  }),
  /** Refused when another contract, whose address the word holds, says so, or does not answer as it must. */
  plugIn: row(96, "PlugInRefused", {
    ...{ unit: "plugIn", sides: TOKEN, judgedOn: "plugIn", needs: ["plugIns"], modes: [], conditional: false },
    limit: limit("address", 1n, MOST_ADDRESS),
  }),
  /**
   * Refused when a person's position in an underlying would grow above its limit, over all products, wallets and persons that count together, as the position
   * book says whose address the word holds; or when that does not answer as it must. The book records every movement.
   */
  positionLimit: row(97, "PositionAboveLimit", {
    ...{ unit: "contracts", sides: TOKEN, judgedOn: "positions", modes: [], conditional: false },
    needs: ["holdings", "positions"],
    limit: limit("address", 1n, MOST_ADDRESS),
  }),
} as const;

export type RuleKind = keyof typeof RULE_KINDS;

/** In the order of their ids. */
export const RULE_KIND_NAMES = Object.keys(RULE_KINDS) as readonly RuleKind[];

const BY_ID: ReadonlyMap<number, RuleKind> = new Map(RULE_KIND_NAMES.map((name) => [RULE_KINDS[name].id, name]));

/** The kind with this id, or undefined if there is none. */
export const ruleKindOf = (id: number): RuleKind | undefined => BY_ID.get(id);
