import { hasReceiver, hasSender } from "../kinds/index.js";
import type { Movement } from "../verdict/index.js";
import { decodeRecord, type InvestorRecord } from "./record.js";
import type { Facts } from "./types.js";

/** A movement with its facts, read once for all rules. */
export type Situation = {
  readonly movement: Movement;
  readonly facts: Facts;
  /** Null: the movement has none. */
  readonly sender: InvestorRecord | null;
  /** Null: the movement has none. */
  readonly receiver: InvestorRecord | null;
  /** Who moves another's units; null: nobody does. */
  readonly spender: InvestorRecord | null;
  /** Both wallets belong to one investor: nothing changes hands. */
  readonly within: boolean;
};

export function situationOf(facts: Facts, movement: Movement): Situation {
  const sender = hasSender(movement.kind) ? decodeRecord(facts.sender) : null;
  const receiver = hasReceiver(movement.kind) ? decodeRecord(facts.receiver) : null;
  const within = sender !== null && receiver !== null && sender.investor === receiver.investor;
  const spender = hasSpender(movement) ? decodeRecord(facts.spender) : null;
  return { movement, facts, sender, receiver, spender, within };
}

/** Whether somebody moves units of another. */
const hasSpender = ({ kind, spender, from }: Movement): boolean =>
  kind === "transfer" && spender !== undefined && BigInt(spender) !== 0n && BigInt(spender) !== BigInt(from);

const atLeastZero = (value: bigint): bigint => (value > 0n ? value : 0n);

/** Token units of the sending investor after the movement, over all wallets. */
export const senderHoldingAfter = ({ facts, movement }: Situation): bigint =>
  atLeastZero(facts.senderHolding - movement.amount);

/** Token units of the receiving investor after the movement, over all wallets. */
export const receiverHoldingAfter = ({ facts, movement }: Situation): bigint => facts.receiverHolding + movement.amount;

/** Token units in existence after the movement. */
export function supplyAfter({ facts, movement }: Situation): bigint {
  if (movement.kind === "mint") return facts.supply + movement.amount;
  return movement.kind === "burn" ? atLeastZero(facts.supply - movement.amount) : facts.supply;
}

/** The receiving investor becomes a holder. */
export const becomesHolder = ({ facts, movement, receiver, within }: Situation): boolean =>
  receiver !== null && !within && movement.amount > 0n && facts.receiverBalance === 0n && !facts.receiverHolds;

/** The sending investor ceases to be a holder. */
export const ceasesHolder = ({ facts, movement, sender, within }: Situation): boolean =>
  sender !== null &&
  !within &&
  movement.amount > 0n &&
  facts.senderBalance === movement.amount &&
  facts.senderHolding === movement.amount &&
  facts.senderHolds;
