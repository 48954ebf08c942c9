import type { Address, Hex } from "viem";

/** What an investor holds of one product class at one venue. */
export type Leg = {
  /** Product class, from 1. */
  readonly class: number;
  /** In the class's own unit; negative: short; never 0. */
  readonly quantity: bigint;
  /** Cents, at the report's prices, rounded up. */
  readonly notional: bigint;
};

/** What a venue says of one investor's account with it. */
export type Exposure = {
  /** Number of the venue. */
  readonly venue: number;
  /** Number of the engine's registry. */
  readonly registry: number;
  /** Number of the investor in the engine's registry. */
  readonly investor: bigint;
  /** Any wallet of the investor: while the registry has tiers, its record says of which one the investor is. */
  readonly wallet: Address;
  /** Of this account at this venue: above the last one. */
  readonly sequence: number;
  /** Unix seconds. */
  readonly asOf: bigint;
  /** Cents, rounded down. */
  readonly collateral: bigint;
  /** Cents, rounded up. */
  readonly debt: bigint;
  /** Cents that were lent or taken out since the last report beyond what was paid in; interest is none. */
  readonly drawn: bigint;
  /** At most 8, ascending by class. */
  readonly legs: readonly Leg[];
};

/** What a venue says instead that publishes no figures. */
export type ExposureBand = Pick<Exposure, "venue" | "registry" | "investor" | "wallet" | "sequence" | "asOf"> & {
  /** Unix seconds until which it may be relied on. */
  readonly expiry: bigint;
  /** 0: none; n: at least 2 ** (n - 1) dollars of notional more. */
  readonly headroom: number;
  /** Whether the account is within the venue's margin and the policies' caps. */
  readonly withinCap: boolean;
  /** Whether it has taken on more since the last report. */
  readonly increased: boolean;
};

/** An account at one venue, as last reported. Money in cents. */
export type VenueAccount = {
  /** Of a banded account: the band's headroom. */
  readonly collateral: bigint;
  readonly debt: bigint;
  /** Initial margin that the venue's table asked for. */
  readonly initial: bigint;
  readonly sequence: number;
  /** Unix seconds of the last report. */
  readonly asOf: bigint;
  /** From which day on the report is overdue, days since 1970-01-01, UTC; 0: nothing is exposed; 1: the venue says that its cap is passed. */
  readonly expiryDay: number;
  readonly opened: boolean;
  readonly banded: boolean;
  /** Whether all of its equity counts over all venues. */
  readonly portable: boolean;
  readonly legs: readonly Leg[];
};

/** An investor over all venues. Money in cents. */
export type Aggregate = {
  /** Net equity that counts everywhere; negative: a deficit. */
  readonly equity: bigint;
  readonly notional: bigint;
  readonly initial: bigint;
  /** Venues that have not reported in time, or say that their cap is passed. */
  readonly overdue: bigint;
};

/** Policies over all venues, each on or off. */
export type LeveragePolicy = {
  /** Net equity over all venues is at least their initial margin. */
  readonly initialMargin: boolean;
  /** Notional over net equity is at most the cap of the row. */
  readonly leverageCap: boolean;
  /** Notional is at most the absolute cap of the row. */
  readonly absoluteCap: boolean;
  /** Hash of the document that says so; zero only while all are off. */
  readonly provision: Hex;
};

/** Why an increase is refused, as the registry's errors are called. */
export const LEVERAGE_REASONS = [
  ...(["VenueNotOpen", "VenueExpired", "ClassNotListed", "ClassBanned", "ShortBarred", "PriceStale"] as const),
  ...(["InitialMarginShort", "EvidenceOverdue", "GlobalMarginShort", "LeverageAboveCap", "NotionalAboveCap"] as const),
] as const;
export type LeverageReason = (typeof LEVERAGE_REASONS)[number];

/** One of what stands against an increase. */
export type LeverageFinding = {
  readonly reason: LeverageReason;
  readonly venue: number;
  /** Product class; 0: none in particular. */
  readonly class: number;
  /** Cents, basis points, or seconds, as the reason says. */
  readonly measured: bigint;
  /** In the same unit, inclusive. */
  readonly limit: bigint;
  /** Hash of the provision behind it; zero: the registry's own. */
  readonly provision: Hex;
  readonly binding: "law" | "policy";
};
