import type { Hex } from "viem";
import type { CitedProvision } from "./limitOrigin.js";

/**
 * Why positions of somebody count as another's: identical strategies, an agreement, control (direct, or through whom one controls or acts with), or an
 * interest as large as the rule asks.
 */
export type AggregationGround = "identicalTrading" | "agreement" | "control" | "ownership";

/** One step of a path from an aggregator to whose positions it aggregates. */
export type AggregationStep = {
  /** Who controls, owns or acts with the lower one. */
  readonly upper: bigint;
  readonly lower: bigint;
  readonly by: "control" | "agreement" | "ownership";
  /** Of ownership. */
  readonly percent: string | null;
  /** Hash of the document. */
  readonly source: Hex;
};

/** Why somebody is an aggregator. */
export type AggregationReason = {
  readonly aggregator: bigint;
  readonly ground: AggregationGround;
  /** Percent, over all paths: direct, and through others; cut after twelve decimals. */
  readonly interest: string;
  /** The path that gives most of it. Empty: only the strategies are identical. */
  readonly path: readonly AggregationStep[];
  /** Of an interest by ownership: through which owners it comes, with what each owns and the aggregator's interest in them; percent. */
  readonly parts: readonly { readonly owner: bigint; readonly owns: string; readonly interest: string }[];
};

/** To whom an investor's positions are attributed, as a position book takes it. */
export type Closure = {
  readonly investor: bigint;
  /** Ascending; none: nobody. */
  readonly aggregators: readonly bigint[];
  /** By the order of the aggregators. */
  readonly because: readonly AggregationReason[];
  /** Unix seconds, and the hash of the graph. */
  readonly asOf: bigint;
  readonly graph: Hex;
};

/** An exemption without which somebody would be an aggregator. */
export type AppliedExemption = {
  readonly person: bigint;
  readonly account: bigint;
  readonly ground: string;
  /** Of the rule. */
  readonly paragraph: string;
  readonly until: string | null;
  readonly evidence: Hex;
};

/** Closures of everybody in a graph. */
export type Aggregation = {
  /** Unix seconds, and their day in UTC. */
  readonly asOf: bigint;
  readonly day: string;
  /** keccak256 of the graph's canonical JSON (RFC 8785). */
  readonly graph: Hex;
  readonly rule: { readonly percent: string; readonly provision: CitedProvision };
  /** Of those who have an aggregator, ascending. */
  readonly closures: readonly Closure[];
  readonly exempted: readonly AppliedExemption[];
  /** What is to be stated: closures that are others than before; of those who have no aggregator any more, an empty one. Ascending. */
  readonly toState: readonly Closure[];
};
