import {
  hasReceiver,
  hasSender,
  MOST_UNITS,
  packWord,
  readField,
  RECORD_WORD,
  SEEDING_WORD,
  STATES,
  WALLET_STATE_WORD,
  writeField,
} from "../../sdk/kinds/index.js";
import type { Facts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import type { Random } from "./random.js";

/** What orders and recoveries meet: blocks, suspense accounts, freezes and pledges at their boundaries; a lost wallet is mostly barred. */
export function withStates(random: Random, facts: Facts, { kind, amount }: Movement): Facts {
  const state = (one: keyof typeof STATES) => 1n << BigInt(RECORD_WORD.states.offset + STATES[one]);
  const units = () => random.amount(facts.senderBalance + 1n);
  const near = (value: bigint) => (value > 0n ? value + BigInt(random.int(3)) - 1n : 0n);
  const lost = kind === "recovery";
  const held = random.oneIn(3) ? (lost ? units() : near(facts.senderBalance - amount)) : 0n;
  const frozen = random.oneIn(2) ? near(units()) : random.oneIn(6) ? MOST_UNITS : 0n;
  const whole = (often: boolean) => (often ? 1n : 0n);
  const own = packWord(WALLET_STATE_WORD, { frozen, held, whole: whole(lost ? !random.oneIn(8) : random.oneIn(6)) });
  const other = packWord(WALLET_STATE_WORD, {
    frozen: random.oneIn(3) ? units() : random.oneIn(8) ? MOST_UNITS : 0n,
    held: random.oneIn(3) ? units() : 0n,
    whole: whole(random.oneIn(8)),
  });
  const marked = (record: bigint) => {
    const blocked = random.oneIn(kind === "licensed" ? 2 : 8) ? state("blocked") : 0n;
    return record | blocked | (random.oneIn(8) ? state("suspense") : 0n);
  };
  const sender = marked(facts.sender);
  const same =
    readField(facts.sender, RECORD_WORD.investor) === readField(facts.receiver, RECORD_WORD.investor)
      ? writeField(sender, RECORD_WORD.tokensHeld, readField(facts.receiver, RECORD_WORD.tokensHeld))
      : marked(facts.receiver);
  return { ...facts, senderState: own, receiverState: other, sender, receiver: same };
}

/** Something that one of the engine's own reasons speaks of, at its boundary. */
export function withTrouble(random: Random, facts: Facts, movement: Movement): Facts {
  const side = random.oneIn(2) ? "sender" : "receiver";
  if (movement.kind === "mint" && side === "sender") return facts;
  if (movement.kind === "burn" && side === "receiver") return facts;
  const { amount } = movement;
  const near = (value: bigint) => {
    const moved = value + BigInt(random.int(3)) - 1n;
    return moved < 0n ? 0n : moved > MOST_UNITS ? MOST_UNITS : moved;
  };
  switch (random.int(9)) {
    case 0:
      return { ...facts, paused: true };
    case 1: {
      // Of a wallet without a record nothing is known but its balance.
      const within = readField(facts.sender, RECORD_WORD.investor) === readField(facts.receiver, RECORD_WORD.investor);
      const nobody = { [side]: 0n, [`${side}Holds`]: false, [`${side}Counts`]: 0n, [`${side}Lots`]: [] };
      const owners = side === "sender" ? { senderOwners: 0n } : {};
      return within ? facts : { ...facts, ...nobody, ...owners, [`${side}Holding`]: facts[`${side}Balance`] };
    }
    case 2: {
      const bit = random.oneIn(3) ? STATES.suspense : STATES.blocked;
      return { ...facts, [side]: facts[side] | (1n << BigInt(RECORD_WORD.states.offset + bit)) };
    }
    case 3:
      return { ...facts, [side]: writeField(facts[side], RECORD_WORD.tokensHeld, 254n + BigInt(random.int(2))) };
    case 4: {
      if (!hasSender(movement.kind)) return facts;
      const free = facts.senderBalance > amount ? facts.senderBalance - amount : 0n;
      const frozen = near(free);
      const held = random.oneIn(2) ? frozen / 2n : 0n;
      return { ...facts, senderState: packWord(WALLET_STATE_WORD, { frozen: frozen - held, held }) };
    }
    case 5:
      return { ...facts, [`${side}State`]: packWord(WALLET_STATE_WORD, { whole: 1n }) };
    case 6:
      return { ...facts, allowance: near(amount) };
    case 7: {
      const supply = random.amount(MOST_UNITS);
      return { ...facts, importing: packWord(SEEDING_WORD, { seeded: random.amount(supply) - 1n, supply }) };
    }
    default:
      return movement.kind === "mint" ? { ...facts, supply: near(MOST_UNITS - amount) } : facts;
  }
}

/** What one wallet or one country says twice is said alike; a party that is not there says nothing. */
export function inAgreement(facts: Facts, { kind, from, to, spender }: Movement): Facts {
  let agreed = { ...facts };
  if (hasSender(kind) && hasReceiver(kind)) {
    const number = (record: bigint) => readField(record, RECORD_WORD.investor);
    const country = (record: bigint) => readField(record, RECORD_WORD.country);
    if (from === to) {
      agreed = { ...agreed, receiver: agreed.sender, receiverState: agreed.senderState };
      agreed = { ...agreed, receiverHolds: agreed.senderHolds, receiverCounts: agreed.senderCounts };
      agreed = { ...agreed, receiverLots: agreed.senderLots };
    } else if (number(agreed.sender) === number(agreed.receiver)) {
      agreed = { ...agreed, receiverHolds: agreed.senderHolds, receiverLots: agreed.senderLots };
    }
    if (agreed.sender !== 0n && country(agreed.sender) === country(agreed.receiver)) {
      agreed = { ...agreed, receiverCounts: agreed.senderCounts };
    }
  }
  const asks = kind === "transfer" && BigInt(spender ?? 0n) !== 0n;
  return asks ? agreed : { ...agreed, allowance: 0n };
}
