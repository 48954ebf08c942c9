import type { Address, Hash, Hex } from "viem";
import type { MovementKind, Party, Reason, RuleKind, Unit } from "../kinds/index.js";

/** What is asked. A movement without a sender (mint) or receiver (burn) ignores that address: give the zero address. */
export type Movement = {
  readonly kind: MovementKind;
  readonly token: Address;
  /** Who calls `transferFrom`, also if that is the holder; left out or zero: the holder calls `transfer`. */
  readonly spender?: Address | undefined;
  readonly from: Address;
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
};

/** Why a movement is refused: the kind of a rule, or a reason built into the engine. */
export type FindingKind = RuleKind | Reason;

/** One reason against a movement, as the chain gives it. */
export type Finding = {
  /** Index of the rule in the program; 0xFFFF for a built-in reason. */
  readonly rule: number;
  readonly kind: FindingKind;
  /** Whom it is about; `token`: the movement itself. */
  readonly party: Party;
  /** Investor number, 0 for `token`; of a built-in reason an address as a number. */
  readonly subject: bigint;
  /** In `unit`. */
  readonly measured: bigint;
  /** In `unit`. */
  readonly limit: bigint;
  readonly unit: Unit;
  /** keccak256 of the provision's canonical JSON; null for a built-in reason. */
  readonly provision: Hex | null;
};

/** Whether a movement is allowed and, if not, every reason in the order in which the engine judges. */
export type Decision =
  { readonly allowed: true } | { readonly allowed: false; readonly first: Finding; readonly rest: readonly Finding[] };

/** The block on which an answer was given. */
export type Pinned = {
  readonly chainId: number;
  readonly number: bigint;
  readonly hash: Hash;
  /** Unix seconds. */
  readonly time: bigint;
};

/** The chain's answer: a decision with the program and the block it was made on. */
export type Verdict =
  | { readonly allowed: true; readonly programId: Hex; readonly at: Pinned }
  | { readonly allowed: false; readonly programId: Hex; readonly at: Pinned; readonly first: Finding };

/**
 * How much may move: every amount from `least` to `most` is allowed. `least - 1` and `most + 1` are not, unless they are the whole balance. All
 * amounts are in token units.
 */
export type Headroom = {
  /** 1 or more; 0, with `most`: no amount is allowed, or none but the whole balance. */
  readonly least: bigint;
  /** Inclusive. Of several intervals this one reaches highest. It ends with the whole balance if that is allowed and follows. */
  readonly most: bigint;
  /** All that the sender's wallet holds may move at once; false if it holds nothing, or the movement has no sender. */
  readonly whole: boolean;
  /**
   * False: a rule that binds asks another contract. Then `least`, `most` and the whole balance were asked and are allowed; those between may be
   * refused, and others may be allowed.
   */
  readonly proven: boolean;
  /**
   * An amount that is refused: `most + 1`; where that is 1, the one that the rules come closest to, as far as the wallet has it. 0: nothing that was
   * tried is refused, which only happens where it is not proven.
   */
  readonly tried: bigint;
  /** The first finding against `tried`; null: it is only more than the wallet's free units. */
  readonly binding: Finding | null;
  /** Unix seconds from which `tried` would be allowed, if nothing else changes; null: time does not help, or nobody knows when. */
  readonly from: bigint | null;
};

/** Who refuses: the law, the issuer's own terms, or the engine, which knows no other way. */
export type Binding = "law" | "policy" | "engine";

/** The clause that lets the issuer refuse; "engine" for a built-in reason. */
export type PowerReference = { readonly instrument: string; readonly clause: string } | "engine";

/** What would help, of this reason alone. */
export type Remedy =
  /** Move at most this much, in token units. */
  | { readonly type: "reduce"; readonly amount: bigint }
  /** Ask again at this time, in unix seconds. */
  | { readonly type: "wait"; readonly until: bigint }
  /** Get this first. */
  | { readonly type: "obtain"; readonly credential: string }
  | { readonly type: "none"; readonly why: string };

/** A finding with its law, its words and what would help. */
export type CitedFinding = Finding & {
  /** Null for a built-in reason. */
  readonly provisionId: string | null;
  /** Null for a built-in reason. */
  readonly citation: string | null;
  readonly power: PowerReference;
  readonly binding: Binding;
  /** In whole tokens. */
  readonly sentence: string;
  readonly remedy: Remedy;
};

/** Every reason against a movement. */
export type Explanation = { readonly verdict: Verdict; readonly findings: readonly CitedFinding[] };

/** For whom a sentence is written. A party reads about itself; about another only that it does not qualify. */
export type Audience = "sender" | "receiver" | "agent";
