import { COUNT_BITS, readField, RECORD_WORD, writeField } from "../kinds/index.js";
import type { Movement } from "../verdict/index.js";
import { fillsWallet } from "./builtInFindings.js";
import type { InvestorRecord } from "./record.js";
import { becomesHolder, ceasesHolder, type Situation, situationOf } from "./situation.js";
import type { Facts } from "./types.js";

/** The words that an allowed movement may change, after it. What it does not change is as in the facts. */
export type Books = Pick<
  Facts,
  "sender" | "receiver" | "senderHolds" | "receiverHolds" | "senderCounts" | "receiverCounts" | "totals"
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
  };
}

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
