import type { Address } from "viem";
import {
  BUILT_IN_RULE,
  isByOrder,
  isWeighed,
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
import { isSame, type Situation, supplyAfter } from "./situation.js";

/** Takes a finding; true: enough. */
export type Sink = (finding: Finding) => boolean;

const BLOCKED = maskOf(STATES, ["blocked"]);
const SUSPENSE = maskOf(STATES, ["suspense"]);

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

/** Units of the sender's wallet that may leave it. An order of a court or authority takes frozen ones too, nothing takes held ones. */
export function freeUnits({ facts, movement }: Situation): bigint {
  if (facts.senderState === 0n) return facts.senderBalance;
  const held = readField(facts.senderState, WALLET_STATE_WORD.held);
  const frozen = isByOrder(movement.kind) ? 0n : readField(facts.senderState, WALLET_STATE_WORD.frozen);
  const free = facts.senderBalance - frozen - held;
  return free > 0n ? free : 0n;
}

/** Kinds that no engine of this version judges, and tokens without a program. Gives false to end the judgement. */
export function judgeQuestion({ movement }: Situation, hasProgram: boolean, sink: Sink): boolean {
  if (!isWeighed(movement.kind)) {
    const kind = MOVEMENTS[movement.kind];
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
  const byOrder = isByOrder(kind);
  if (kind === "transfer" && spender !== undefined && facts.allowance < amount && BigInt(spender) !== 0n) {
    if (sink(builtIn("allowanceTooLow", "spender", spender, facts.allowance, amount))) return false;
  }
  if (facts.importing !== 0n) {
    const { seeded, supply } = unpackWord(SEEDING_WORD, facts.importing);
    sink(builtIn("tokenImporting", "token", token, seeded, supply));
    return false;
  }
  if (facts.paused && !byOrder && sink(builtIn("tokenPaused", "token", token, 1n, 0n))) return false;

  if (sender?.investor === 0n || receiver?.investor === 0n) {
    for (const { party, address, record } of walletsOf(situation))
      if (record.investor === 0n && sink(builtIn("walletUnknown", party, address, 0n, 1n))) break;
    return false;
  }
  if (((sender?.states ?? 0) | (receiver?.states ?? 0)) & (BLOCKED | SUSPENSE) && !judgeProperty(situation, sink))
    return false;

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

  if (!byOrder && (facts.senderState !== 0n || facts.receiverState !== 0n)) {
    for (const { party, address, state } of walletsOf(situation)) {
      // A recovery goes out of a wallet that is barred.
      if (kind === "recovery" && party === "sender") continue;
      if (readField(state, WALLET_STATE_WORD.whole) && sink(builtIn("walletFrozen", party, address, 1n, 0n)))
        return false;
    }
  }
  if (kind === "recovery") return judgeRecovery(situation, sink);
  const free = sender === null ? amount : freeUnits(situation);
  return !(amount > free && sink(builtIn("unitsNotFree", "sender", movement.from, amount, free)));
}

/** States of property: a block, but under a licence; and a suspense account, whose units wait for somebody. */
function judgeProperty(situation: Situation, sink: Sink): boolean {
  const { kind } = situation.movement;
  const wallets = walletsOf(situation);
  if (kind !== "licensed") {
    for (const { party, address, record } of wallets)
      if (record.states & BLOCKED && sink(builtIn("investorBlocked", party, address, 1n, 0n))) return false;
  }
  if (kind === "transmission") return true;
  for (const { party, address, record } of wallets) {
    if (party === "receiver" && kind === "forced") continue;
    if (record.states & SUSPENSE && sink(builtIn("suspenseAccount", party, address, 1n, 0n))) return false;
  }
  return true;
}

/** All units of a barred wallet go to another wallet of the same investor, and what stands on them goes with them. */
function judgeRecovery({ movement, facts, sender, receiver }: Situation, sink: Sink): boolean {
  const { from, to, amount } = movement;
  const [one, other] = [sender?.investor ?? 0n, receiver?.investor ?? 0n];
  if (one !== other && sink(builtIn("investorsDiffer", "receiver", to, one, other))) return false;
  const barred = readField(facts.senderState, WALLET_STATE_WORD.whole) !== 0n;
  if (!barred && sink(builtIn("walletNotBarred", "sender", from, 0n, 1n))) return false;
  if (amount === facts.senderBalance) return true;
  return !sink(builtIn("recoveryNotWhole", "sender", from, amount, facts.senderBalance));
}

/** The largest amount that none of these reasons refuses, if they do not refuse 1: then they refuse nothing smaller. */
export function builtInRoom(situation: Situation): bigint {
  const { kind, spender } = situation.movement;
  const { supply, allowance } = situation.facts;
  if (situation.sender === null) return MOST_UNITS - supply;
  const free = freeUnits(situation);
  const asked = kind === "transfer" && spender !== undefined && BigInt(spender) !== 0n;
  return asked && allowance < free ? allowance : free;
}

/** The receiver's wallet holds none of the token before the movement, and some after it. */
export const fillsWallet = ({ movement, facts, sender, receiver }: Situation): boolean =>
  receiver !== null &&
  movement.amount > 0n &&
  facts.receiverBalance === 0n &&
  (sender === null || !isSame(movement.from, movement.to));
