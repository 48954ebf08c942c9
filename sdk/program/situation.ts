import { type Address, zeroAddress } from "viem";
import { hasReceiver, hasSender } from "../kinds/index.js";
import type { Movement } from "../verdict/index.js";
import type { Lot } from "./lots/lot.js";
import { isOne, type Party, partyOf } from "./party.js";
import type { Facts } from "./types.js";

/** A movement with its facts, read once for all rules. */
export type Situation = {
  readonly movement: Movement;
  readonly facts: Facts;
  /** `facts.time`, to compare with; rounded where it is beyond 2^53, which is later than anything that a rule can name. */
  readonly time: number;
  /** Null: the movement has none. */
  readonly sender: Party | null;
  /** Null: the movement has none. */
  readonly receiver: Party | null;
  /** Who moves another's units; null: nobody does. */
  readonly spender: Party | null;
  /** Both wallets belong to one investor: nothing changes hands. */
  readonly within: boolean;
  /** The amount, to compare bounds with that are known beforehand; NaN: none are. */
  readonly units: number;
  /** The amount is the whole balance of the sender's wallet: where bounds are known, it is said. */
  readonly isWhole: boolean;
  /** The sender's lots that move, oldest first; undefined until a rule asks. */
  moving: readonly Lot[] | undefined;
};

export function situationOf(facts: Facts, movement: Movement): Situation {
  const sender = hasSender(movement.kind) ? partyOf(facts.sender) : null;
  const receiver = hasReceiver(movement.kind) ? partyOf(facts.receiver) : null;
  const within = sender !== null && receiver !== null && isOne(sender, receiver);
  const spender = hasSpender(movement) ? partyOf(facts.spender) : null;
  const time = secondsOf(facts.time);
  return { movement, facts, time, sender, receiver, spender, within, units: NaN, isWhole: false, moving: undefined };
}

// Many movements are judged at one time.
let last = { time: 0n, seconds: 0 };
function secondsOf(time: bigint): number {
  if (last.time !== time) last = { time, seconds: Number(time) };
  return last.seconds;
}

/** Whether somebody moves units of another. */
export const hasSpender = ({ kind, spender, from }: Movement): boolean =>
  kind === "transfer" && spender !== undefined && !isZero(spender) && !isSame(spender, from);

const LENGTH = zeroAddress.length;

const isZero = (one: Address): boolean => one === zeroAddress || (one.length !== LENGTH && BigInt(one) === 0n);

/** Whether two addresses are one, in whatever case they are written. */
export const isSame = (one: Address, other: Address): boolean =>
  one === other ||
  (one.length === LENGTH && other.length === LENGTH
    ? lastDigit(one) === lastDigit(other) && one.toLowerCase() === other.toLowerCase()
    : BigInt(one) === BigInt(other));

/** The code of the last digit in lower case: most addresses differ there, and need not be copied to be told apart. */
const lastDigit = (address: Address): number => address.charCodeAt(LENGTH - 1) | 0x20;

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
  receiver !== null && !within && !facts.receiverHolds && movement.amount > 0n && facts.receiverBalance === 0n;

/** The sending investor ceases to be a holder. */
export const ceasesHolder = ({ facts, movement, sender, within }: Situation): boolean =>
  sender !== null &&
  !within &&
  facts.senderHolds &&
  movement.amount > 0n &&
  facts.senderBalance === movement.amount &&
  facts.senderHolding === movement.amount;
