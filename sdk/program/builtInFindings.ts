import type { Address } from "viem";
import {
  BUILT_IN_RULE,
  LAST_MOVEMENT,
  maskOf,
  MOST_TOKENS_HELD,
  MOST_UNITS,
  MOVEMENTS,
  type Party,
  readField,
  type Reason,
  REASONS,
  SEEDING_WORD,
  STATES,
  unpackWord,
  WALLET_STATE_WORD,
} from "../kinds/index.js";
import type { Finding } from "../verdict/index.js";
import type { InvestorRecord } from "./record.js";
import { type Situation, supplyAfter } from "./situation.js";

/** Takes a finding; true: enough. */
export type Sink = (finding: Finding) => boolean;

const BLOCKED = maskOf(STATES, ["blocked"]);

function builtIn(kind: Reason, party: Party, subject: Address, measured: bigint, limit: bigint): Finding {
  const { unit } = REASONS[kind];
  return { rule: BUILT_IN_RULE, kind, party, subject: BigInt(subject), measured, limit, unit, provision: null };
}

type Wallet = {
  readonly party: "sender" | "receiver";
  readonly address: Address;
  readonly record: InvestorRecord;
  readonly state: bigint;
};

/** The sender's wallet, then the receiver's, as far as the movement has them. */
function walletsOf({ movement, facts, sender, receiver }: Situation): readonly Wallet[] {
  const wallets: Wallet[] = [];
  if (sender !== null)
    wallets.push({ party: "sender", address: movement.from, record: sender, state: facts.senderState });
  if (receiver !== null)
    wallets.push({ party: "receiver", address: movement.to, record: receiver, state: facts.receiverState });
  return wallets;
}

/** Units of the sender's wallet that may leave it. An order of a court or authority takes frozen ones too. */
export function freeUnits({ facts, movement }: Situation): bigint {
  if (facts.senderState === 0n) return facts.senderBalance;
  const held = readField(facts.senderState, WALLET_STATE_WORD.held);
  const frozen = movement.kind === "forced" ? 0n : readField(facts.senderState, WALLET_STATE_WORD.frozen);
  const free = facts.senderBalance - frozen - held;
  return free > 0n ? free : 0n;
}

/** Kinds that no engine of this version judges, and tokens without a program. Gives false to end the judgement. */
export function judgeQuestion({ movement }: Situation, hasProgram: boolean, sink: Sink): boolean {
  const kind = MOVEMENTS[movement.kind];
  if (kind > LAST_MOVEMENT) {
    sink(builtIn("kindUnsupported", "token", movement.token, BigInt(kind), BigInt(LAST_MOVEMENT)));
    return false;
  }
  if (!hasProgram) sink(builtIn("programMissing", "token", movement.token, 0n, 0n));
  return hasProgram;
}

/** The reasons that stand under every program, in their order. Gives false to end the judgement. */
export function judgeBuiltIn(situation: Situation, sink: Sink): boolean {
  const { movement, facts, sender, receiver } = situation;
  const { kind, token, spender, amount } = movement;
  const forced = kind === "forced";
  if (kind === "transfer" && spender !== undefined && facts.allowance < amount && BigInt(spender) !== 0n) {
    if (sink(builtIn("allowanceTooLow", "spender", spender, facts.allowance, amount))) return false;
  }
  if (facts.importing !== 0n) {
    const { seeded, supply } = unpackWord(SEEDING_WORD, facts.importing);
    sink(builtIn("tokenImporting", "token", token, seeded, supply));
    return false;
  }
  if (facts.paused && !forced && sink(builtIn("tokenPaused", "token", token, 1n, 0n))) return false;

  if (sender?.investor === 0n || receiver?.investor === 0n) {
    for (const { party, address, record } of walletsOf(situation))
      if (record.investor === 0n && sink(builtIn("walletUnknown", party, address, 0n, 1n))) break;
    return false;
  }
  if (((sender?.states ?? 0) | (receiver?.states ?? 0)) & BLOCKED) {
    for (const { party, address, record } of walletsOf(situation))
      if (record.states & BLOCKED && sink(builtIn("investorBlocked", party, address, 1n, 0n))) return false;
  }

  if (amount > MOST_UNITS) {
    sink(builtIn("amountAboveCapacity", "token", token, amount, MOST_UNITS));
    return false;
  }
  if (kind === "mint" && supplyAfter(situation) > MOST_UNITS) {
    sink(builtIn("supplyAboveCapacity", "token", token, supplyAfter(situation), MOST_UNITS));
    return false;
  }
  if (receiver?.tokensHeld === MOST_TOKENS_HELD && fillsWallet(situation)) {
    const most = BigInt(MOST_TOKENS_HELD);
    if (sink(builtIn("tokensAboveCapacity", "receiver", movement.to, most + 1n, most))) return false;
  }

  if (!forced && (facts.senderState !== 0n || facts.receiverState !== 0n)) {
    for (const { party, address, state } of walletsOf(situation))
      if (readField(state, WALLET_STATE_WORD.whole) && sink(builtIn("walletFrozen", party, address, 1n, 0n)))
        return false;
  }
  const free = sender === null ? amount : freeUnits(situation);
  return !(amount > free && sink(builtIn("unitsNotFree", "sender", movement.from, amount, free)));
}

/** The receiver's wallet holds none of the token before the movement, and some after it. */
export const fillsWallet = ({ movement, facts, sender, receiver }: Situation): boolean =>
  receiver !== null &&
  movement.amount > 0n &&
  facts.receiverBalance === 0n &&
  (sender === null || BigInt(movement.from) !== BigInt(movement.to));
