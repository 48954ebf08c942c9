import { COUNT_BITS, readField, RECORD_WORD, TRANCHE_BITS, writeField } from "../kinds/index.js";
import type { Movement } from "../verdict/index.js";
import { fillsWallet } from "./builtInFindings.js";
import { settleLots } from "./lots/settleLots.js";
import { groupSetsOf } from "./needsOf.js";
import type { InvestorRecord } from "./record.js";
import { becomesHolder, ceasesHolder, type Situation, situationOf } from "./situation.js";
import type { Facts, ProgramParts } from "./types.js";

/** The words that an allowed movement may change, after it. What it does not change is as in the facts. */
export type Books = Pick<
  Facts,
  | ("sender" | "receiver" | "senderHolds" | "receiverHolds" | "senderCounts" | "receiverCounts" | "totals")
  | ("groups" | "senderLots" | "receiverLots" | "tranches" | "senderOwners" | "owners" | "lookedThrough")
>;

/**
 * What the engine writes for a movement that it allowed. Pure; asks nothing whether it is allowed.
 *
 * @param program In force for the token.
 * @param facts Before the movement, consistent with each other: a holder is counted, a filled wallet counts the token.
 * @param metered Whether the token keeps lots.
 */
export function bookkeeping(program: ProgramParts, facts: Facts, movement: Movement, metered: boolean): Books {
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
    groups: groupsAfter(program, situation),
    ...ownersAfter(facts, ceases ? sender : null),
    ...lotsAfter(program, situation, metered),
  };
}

/** Holders in the country sets that are groups, after the movement. */
function groupsAfter({ rules, countrySets }: ProgramParts, situation: Situation): readonly bigint[] {
  const { facts, sender, receiver } = situation;
  const groups = groupSetsOf(rules);
  return facts.groups.map((word, set) => {
    const has = (party: InvestorRecord) => ((groups >> set) & 1) !== 0 && countrySets[set]?.includes(party.country);
    const left = sender !== null && ceasesHolder(situation) && has(sender) ? word - oneOf(sender) : word;
    return receiver !== null && becomesHolder(situation) && has(receiver) ? left + oneOf(receiver) : left;
  });
}

/** @param leaver The sender, if it ceases to be a holder: then it holds nothing for others either. */
function ownersAfter(
  { senderOwners, owners, lookedThrough }: Facts,
  leaver: InvestorRecord | null,
): Pick<Facts, "senderOwners" | "owners" | "lookedThrough"> {
  if (leaver === null || senderOwners === 0n) return { senderOwners, owners, lookedThrough };
  return { senderOwners: 0n, owners: owners - senderOwners, lookedThrough: lookedThrough - oneOf(leaver) };
}

function lotsAfter(
  program: ProgramParts,
  situation: Situation,
  metered: boolean,
): Pick<Facts, "senderLots" | "receiverLots" | "tranches"> {
  const { facts, movement, within } = situation;
  const { senderLots, receiverLots, tranches } = facts;
  if (!metered || within || movement.amount === 0n) return { senderLots, receiverLots, tranches };
  const { begun, ...lots } = settleLots(situation, program.lots);
  // What the issuer sells out of a closed tranche belongs to no closed tranche.
  const open = begun === null ? 0n : BigInt.asUintN(TRANCHE_BITS, -1n) << BigInt(begun * TRANCHE_BITS);
  return { ...lots, tranches: tranches & ~open };
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
