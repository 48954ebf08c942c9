import { type LoadedRule } from "./loadProgram.js";
import { countIn, type InvestorRecord } from "./record.js";
import { becomesHolder, ceasesHolder, type Situation } from "./situation.js";

/** Holders that a rule on holders counts before the movement: of all countries, of the judged party's own, or of its set as one group. */
export function holdersBefore(one: LoadedRule, { facts }: Situation): number {
  const { rule, counts } = one;
  const count = (word: bigint) => countIn(rule.lanes, word);
  if (counts === "together") return count(facts.groups[rule.countrySet?.set ?? 0] ?? 0n);
  if (counts === "perCountry") return count(rule.side === "sender" ? facts.senderCounts : facts.receiverCounts);
  const ofRecord = count(facts.totals);
  return counts === "beneficial" ? ofRecord + count(facts.owners) - count(facts.lookedThrough) : ofRecord;
}

/** Of those, how many leave with the sender. */
export function holdersLeaving(one: LoadedRule, situation: Situation): number {
  const { sender, facts } = situation;
  if (sender === null || !ceasesHolder(situation) || !isSameCell(one, sender, situation)) return 0;
  const looked = one.counts === "beneficial" && facts.senderOwners !== 0n;
  return looked ? countIn(one.rule.lanes, facts.senderOwners) : inLanes(one, sender) ? 1 : 0;
}

/** How many holders that the rule counts come with the receiver. */
export function holdersComing(one: LoadedRule, situation: Situation): number {
  const { receiver } = situation;
  if (receiver === null || !becomesHolder(situation) || !isSameCell(one, receiver, situation)) return 0;
  return inLanes(one, receiver) ? 1 : 0;
}

function isSameCell({ counts, countries }: LoadedRule, party: InvestorRecord, { sender, receiver }: Situation) {
  if (counts === "together") return countries?.[party.country] === 1;
  return counts !== "perCountry" || sender?.country === receiver?.country;
}

const inLanes = ({ rule }: LoadedRule, { lane }: InvestorRecord): boolean =>
  rule.lanes === 0 || ((rule.lanes >> lane) & 1) !== 0;
