import type { Address, Hex } from "viem";
import type { PositionBucket, PositionSide } from "../kinds/index.js";
import type { Binding } from "../verdict/index.js";
import type { PositionSettlement } from "./openProduct.js";
import type { MonthLimits, UnderlyingTerms } from "./terms.js";

/** A movement of a product, as the engine tells a position book of it. */
export type PositionMove = {
  readonly token: Address;
  /** Whether rules judge it; by order, or by operation of law, it is only recorded. */
  readonly judged: boolean;
  /** Investor's number; 0: there is none. Sender and receiver differ. */
  readonly sender: bigint;
  readonly receiver: bigint;
  /** Token units in all wallets before it. */
  readonly senderHolding: bigint;
  readonly receiverHolding: bigint;
  /** Token units. */
  readonly amount: bigint;
  /** Unix seconds. */
  readonly time: bigint;
};

/** How a token counts. */
export type BookProduct = {
  readonly underlying: number;
  /** What of it is counted is attributed page by page. */
  readonly page: number;
  /** Months since January 1970; 0: of no month. */
  readonly month: number;
  readonly side: PositionSide;
  readonly settlement: PositionSettlement;
  readonly spot: boolean;
  readonly closed: boolean;
  /** Token units. */
  readonly lot: bigint;
  /** Millionths of a contract for one lot. */
  readonly ratio: bigint;
};

/** What lets a person exceed the limits on one side. */
export type PositionExemption = {
  /** Whole contracts. */
  readonly contracts: bigint;
  /** Unix seconds from which it is stale. */
  readonly until: bigint;
};

/** What applies to one person in an underlying; null: nothing. */
export type PersonStanding = {
  readonly long: PositionExemption | null;
  readonly short: PositionExemption | null;
  /** No increase above so many contracts in all months, from then on. */
  readonly order: { readonly cap: bigint; readonly from: bigint; readonly instrument: Hex } | null;
};

/** An underlying with its months, by number, and who has a standing in it, by investor. */
export type BookUnderlying = {
  readonly terms: UnderlyingTerms;
  readonly months: ReadonlyMap<number, MonthLimits>;
  readonly standings: ReadonlyMap<bigint, PersonStanding>;
};

/** What is counted of one investor in the products of one page. */
export type CountedPage = {
  /** Own lots, by token. */
  readonly lots: ReadonlyMap<Address, bigint>;
  /** Whom they are attributed to: the closure as it was when they last moved or were synced. */
  readonly attributedTo: readonly bigint[];
};
/** By investor and page. */
export type CountedLots = ReadonlyMap<bigint, ReadonlyMap<number, CountedPage>>;

/** A position book as plain data. Addresses are spelt in one way throughout. */
export type BookFacts = {
  readonly products: ReadonlyMap<Address, BookProduct>;
  readonly underlyings: ReadonlyMap<number, BookUnderlying>;
  /** To whom an investor's positions are attributed, as stated last. */
  readonly closures: ReadonlyMap<bigint, readonly bigint[]>;
  readonly counted: CountedLots;
};

/** One of what stands against a movement. Amounts in millionths of a contract. */
export type PositionFinding = {
  readonly subject: bigint;
  readonly underlying: number;
  /** Months since January 1970; 0: in all months. */
  readonly month: number;
  readonly bucket: PositionBucket;
  readonly side: PositionSide;
  /** An order to halt is what binds. */
  readonly ordered: boolean;
  readonly binding: Exclude<Binding, "engine">;
  /** What the person would hold on the side itself, gross. */
  readonly own: bigint;
  /** What would be attributed to it. */
  readonly attributed: bigint;
  /** As the limit measures it: net, or the side alone. */
  readonly measured: bigint;
  /** Inclusive, with the exemption. */
  readonly limit: bigint;
  readonly exempted: bigint;
  /** Hash of the provision behind the limit, or of the order; zero: none was stated. */
  readonly provision: Hex;
};
