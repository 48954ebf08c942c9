import {
  COUNT_BITS,
  isByOrder,
  MOST_UNITS,
  readField,
  RECORD_WORD,
  WALLET_STATE_WORD,
  writeField,
} from "../kinds/index.js";
import type { Movement } from "../verdict/index.js";
import { fillsWallet, freeUnits } from "./builtInFindings.js";
import type { InvestorRecord } from "./record.js";
import { becomesHolder, ceasesHolder, type Situation, situationOf } from "./situation.js";
import type { Facts } from "./types.js";

/** The words that an allowed movement may change, after it. What it does not change is as in the facts. */
export type Books = Pick<
  Facts,
  | ("sender" | "receiver" | "senderHolds" | "receiverHolds" | "senderCounts" | "receiverCounts" | "totals")
  | ("senderState" | "receiverState")
>;

/**
 * What the engine writes for a movement that it allowed. Pure; asks nothing whether it is allowed.
 *
 * @param facts Before the movement, consistent with each other: a holder is counted, a filled wallet counts the token.
 */
export function bookkeeping(facts: Facts, movement: Movement): Books {
  const situation = situationOf(facts, movement);
  const { sender, receiver } = situation;
  const becomes = becomesHolder(situation);
  const ceases = ceasesHolder(situation);
  let { senderCounts, receiverCounts, totals } = facts;
  const sameCountry = sender !== null && receiver !== null && sender.country === receiver.country;
  if (ceases && sender !== null) {
    senderCounts -= oneOf(sender);
    totals -= oneOf(sender);
    if (sameCountry) receiverCounts -= oneOf(sender);
  }
  if (becomes && receiver !== null) {
    receiverCounts += oneOf(receiver);
    totals += oneOf(receiver);
    if (sameCountry) senderCounts += oneOf(receiver);
  }
  return {
    // What never happened moves no record of an investor whom the token has not made a holder, and none twice.
    sender: emptiesWallet(situation) && facts.senderHolds ? addTokens(facts.sender, -1n) : facts.sender,
    receiver:
      fillsWallet(situation) && (becomes || hasSeveral(facts.receiver))
        ? addTokens(facts.receiver, 1n)
        : facts.receiver,
    senderHolds: facts.senderHolds && !ceases,
    receiverHolds: facts.receiverHolds || becomes,
    senderCounts,
    receiverCounts,
    totals,
    ...walletStates(situation),
  };
}

/** An order takes frozen units once no others are left; a recovery brings frozen and held ones to the other wallet. */
function walletStates(situation: Situation): Pick<Books, "senderState" | "receiverState"> {
  const { movement, facts } = situation;
  const { senderState, receiverState } = facts;
  const { frozen, held } = WALLET_STATE_WORD;
  const ownFrozen = readField(senderState, frozen);
  if (movement.kind === "recovery") {
    const left = writeField(writeField(senderState, frozen, 0n), held, 0n);
    const sum = (field: typeof frozen | typeof held) =>
      least(readField(senderState, field) + readField(receiverState, field), MOST_UNITS);
    return {
      senderState: left,
      receiverState: writeField(writeField(receiverState, frozen, sum(frozen)), held, sum(held)),
    };
  }
  const takes = isByOrder(movement.kind) && movement.amount > 0n && BigInt(movement.from) !== BigInt(movement.to);
  const there = freeUnits(situation);
  if (!takes || ownFrozen <= there - movement.amount) return { senderState, receiverState };
  // More may be frozen than is there: of what is to come, the order takes nothing.
  const remains = (ownFrozen > there ? ownFrozen : there) - movement.amount;
  const after = writeField(senderState, frozen, remains);
  return { senderState: after, receiverState };
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** Whether the investor of a record has several wallets. */
const hasSeveral = (record: bigint): boolean => readField(record, RECORD_WORD.wallets) > 1n;

/** One holder of the investor's lane, as a Counts word. */
const oneOf = ({ lane }: InvestorRecord): bigint => 1n << BigInt(lane * COUNT_BITS);

const addTokens = (record: bigint, change: bigint): bigint =>
  writeField(record, RECORD_WORD.tokensHeld, readField(record, RECORD_WORD.tokensHeld) + change);

/** The sender's wallet holds some of the token before the movement, and none after it. */
const emptiesWallet = ({ movement, facts, sender, receiver }: Situation): boolean =>
  sender !== null &&
  movement.amount > 0n &&
  facts.senderBalance === movement.amount &&
  (receiver === null || BigInt(movement.from) !== BigInt(movement.to));
