import {
  type MovementKind,
  type Party,
  readField,
  RECORD_WORD,
  type Rule,
  writeField,
} from "../../../sdk/kinds/index.js";
import type { Facts } from "../../../sdk/program/index.js";
import type { Movement } from "../../../sdk/verdict/index.js";
import type { Kept, Stated } from "../meters.js";
import type { Behaviour } from "../plugIns.js";
import type { BookBehaviour } from "../positions.js";
import type { Random } from "../random.js";

/** What a rule is steered by. */
export type Steering = {
  readonly random: Random;
  readonly side: Party;
  /** With its scope, and nothing else yet. */
  readonly rule: Rule;
  readonly facts: Facts;
  readonly movement: Movement;
  /** Measured less limit, −1, 0 or 1, and of what has no limit: 1 is refused; null: well inside the limit. */
  readonly delta: number | null;
  /** Holders in each of SETS. */
  readonly groups: readonly bigint[];
};

/** What the rule says, and the facts that it was steered to, where these had to change. */
export type Field = {
  readonly limit: bigint;
  readonly window?: number;
  readonly facts?: Facts;
  /** Of a rule that reads one, with what is stated beside it. */
  readonly meter?: Kept & Partial<Stated>;
  /** Of a rule that asks another contract that is there: how it answers. */
  readonly answers?: Behaviour;
  /** Likewise, of a rule that moves a position book. */
  readonly book?: BookBehaviour;
  /** So that it does not bind where it could not be passed. */
  readonly scope?: Partial<Rule>;
};

/** How cases of one kind of rule are made. */
export type Kind = {
  readonly steer: (steering: Steering) => Field;
  /** Kinds of movement to which it has something to say. Left out: those of its sides. */
  readonly movements?: readonly MovementKind[];
  /** A state in which it has something to say: somebody becomes a holder, or leaves with all; another spends; all is moved. */
  readonly wants?: "newHolder" | "leaver" | "spender" | "whole";
};

/** An upper limit around what is measured. */
export const upper = ({ random, delta }: Steering, measured: bigint): bigint =>
  measured + (delta === null ? random.amount(1_000_000n) : BigInt(-delta));

/** A lower limit around what is measured. */
export const lower = ({ random, delta }: Steering, measured: bigint): bigint =>
  measured - (delta === null ? random.amount(1_000_000n) : BigInt(delta));

/** Whether a kind that has no limit is to refuse. */
export const isOut = ({ delta }: Steering): boolean => delta !== null && delta > 0;

/** The record of the judged party. */
export const partyOf = ({ side, facts }: Steering): bigint =>
  side === "sender" ? facts.sender : side === "spender" ? facts.spender : facts.receiver;

export const receiverAfter = ({ facts, movement }: Steering): bigint => facts.receiverHolding + movement.amount;

export const senderAfter = ({ facts, movement }: Steering): bigint =>
  facts.senderHolding > movement.amount ? facts.senderHolding - movement.amount : 0n;

/** The facts with another record of the judged party. Two wallets of one investor say the same of it. */
export function withRecord({ facts, side }: Steering, record: bigint): Facts {
  const changed = { ...facts, [side]: record };
  if (side === "spender") return changed;
  const { investor, tokensHeld } = RECORD_WORD;
  if (readField(changed.sender, investor) !== readField(changed.receiver, investor)) return changed;
  const alike = (one: bigint) => writeField(record, tokensHeld, readField(one, tokensHeld));
  return { ...changed, sender: alike(changed.sender), receiver: alike(changed.receiver) };
}
