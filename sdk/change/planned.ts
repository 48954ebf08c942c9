import { type Address, type Hex } from "viem";
import { type CountImpact, type Over } from "../register/index.js";
import { hashJson } from "../rulebook/canonicalJson.js";
import { type Pinned } from "../verdict/index.js";
import { type PlannedProduct } from "./plannedProduct.js";
import { type Step } from "./step.js";

/** One difference that a plan makes, for whoever must answer for it. */
export type Change = {
  /** Of what changes: `program.rules[3]`, `roles.registrar.0x…`, `supply`. */
  readonly path: string;
  /** In words; null: there was nothing. */
  readonly from: string | null;
  /** In words; null: there will be nothing. */
  readonly to: string | null;
  /** Whether somebody may do what they could not before. */
  readonly loosens: boolean;
  /** Of a rule: whether it lets less pass, more, or more or less as the case may be (`both`); `neutral`: only its reason or its place changes. */
  readonly effect?: RuleEffect | undefined;
};

/** What a change does to what passes. */
export type RuleEffect = "stricter" | "looser" | "both" | "neutral";

/** A rule of the wanted program that stands against somebody who holds, and what becomes of them. Nobody is made to give anything up. */
export type PlannedBreach = Pick<
  Over,
  "holder" | "rule" | "kind" | "measured" | "limit" | "excess" | "unit" | "cure" | "until" | "isNew"
>;

/** Whom a program would find over, and which of its counts. */
export type PlannedImpact = {
  /** Unix seconds: when it takes effect. */
  readonly asOf: bigint;
  /** Of the token: what is measured in units is in these. */
  readonly decimals: number;
  readonly symbol: string;
  /** Investors who hold. */
  readonly holders: number;
  readonly over: readonly PlannedBreach[];
  readonly counts: Readonly<Record<string, Pick<CountImpact, "rule" | "now" | "limit" | "excess">>>;
};

/** Ordered calls that people approve, sign and apply. */
export type Plan = {
  readonly format: "weighbridge.plan/1";
  /** keccak256 of the canonical JSON of everything else. */
  readonly id: Hex;
  /** In one line. */
  readonly title: string;
  /** The chain and block on which it was made. */
  readonly seen: Pinned;
  readonly engine: Address;
  /** Null: the plan makes it. */
  readonly token: Address | null;
  /** Of a plan that puts rules in force; null: nobody classified what is offered. Left out: the plan puts none in force. */
  readonly product?: PlannedProduct | null | undefined;
  readonly changes: readonly Change[];
  /** Left out: nobody looked. */
  readonly impact?: PlannedImpact | undefined;
  readonly steps: readonly Step[];
};

/**
 * @internal
 * A plan with its id.
 */
export function planned(parts: Omit<Plan, "format" | "id">): Plan {
  const { title, seen, engine, token, product, changes, impact, steps } = parts;
  const offered = product === undefined ? {} : { product };
  const found = impact === undefined ? {} : { impact };
  const head = { format: "weighbridge.plan/1" as const, title, seen, engine, token, ...offered };
  const rest = { ...head, changes, ...found, steps };
  return { ...rest, id: hashJson(plainJson(rest)) };
}

/**
 * @internal
 * As a plan stands in a file: times and block numbers as numbers, wei and what is measured as decimal strings, what is left out not there.
 */
export const plainJson = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, item: unknown) => (typeof item === "bigint" ? plain(key, item) : item)));

/** These may be larger than JSON's numbers are exact. */
const DIGITS = new Set(["value", "measured", "limit", "excess"]);
const plain = (key: string, item: bigint): string | number => (DIGITS.has(key) ? String(item) : Number(item));
