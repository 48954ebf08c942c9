import type { Hex } from "viem";
import type { PositionBucket } from "../kinds/index.js";
import type { Binding } from "../verdict/index.js";
import type { PositionSettlement } from "./openProduct.js";

/** One side of a bucket. Amounts in millionths of a contract. */
export type SideView = {
  /** What the person itself holds; `attributed`: what is attributed to it. Both gross. */
  readonly own: bigint;
  readonly attributed: bigint;
  /** As the limit measures it: net of the other side, or the side alone. */
  readonly measured: bigint;
  /** In force at that second, inclusive, with exemption and order; null: none. */
  readonly limit: bigint | null;
  /** How far above it. It may stay, and be reduced; nothing but an increase is refused. */
  readonly excess: bigint;
  /** How much of the limit is an exemption. */
  readonly exempted: bigint;
  /** An order to halt is what binds. */
  readonly ordered: boolean;
  readonly binding: Exclude<Binding, "engine">;
  /** Hash of the provision behind the limit, or of the order; zero: none was stated. */
  readonly provision: Hex;
  /** Unix seconds until which an excess that a change of delta has brought may be liquidated; null: no such excess, or no grace was asked about. */
  readonly graceUntil: bigint | null;
};

/** What one limit is for. */
export type BucketView = {
  readonly bucket: PositionBucket;
  /** As "2026-12"; null: all months. */
  readonly month: string | null;
  /** Null: both together. */
  readonly settlement: PositionSettlement | null;
  readonly long: SideView;
  readonly short: SideView;
};

/** What lets a person exceed the limits on one side. */
export type ExemptionView = {
  /** Whole contracts. */
  readonly contracts: bigint;
  /** Unix seconds from which it is stale. */
  readonly until: bigint;
  readonly evidence: Hex;
  readonly fresh: boolean;
};

/** What applies to one person in an underlying. Null: nothing. */
export type StandingView = {
  readonly long: ExemptionView | null;
  readonly short: ExemptionView | null;
  readonly order: {
    /** Whole contracts. */
    readonly cap: bigint;
    /** Unix seconds. */
    readonly from: bigint;
    readonly instrument: Hex;
    readonly inForce: boolean;
  } | null;
};

/** To whom a person's positions are attributed. */
export type ClosureView = {
  readonly aggregators: readonly bigint[];
  /** How often it was stated; 0: never. */
  readonly epoch: number;
  /** Date of the graph, unix seconds. */
  readonly asOf: bigint;
  readonly graph: Hex;
  /** Whether positions of others are, or were, attributed to the person. */
  readonly aggregates: boolean;
};
