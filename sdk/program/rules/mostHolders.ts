import type { LoadedRule } from "../loadProgram.js";
import { countIn, type InvestorRecord } from "../record.js";
import { becomesHolder, ceasesHolder, type Situation } from "../situation.js";
import type { Judge } from "./judge.js";

const counts = ({ rule }: LoadedRule, { lane }: InvestorRecord): boolean =>
  rule.lanes === 0 || ((rule.lanes >> lane) & 1) !== 0;

/** By how much the rule's count would change: −1, 0 or 1. */
function change(one: LoadedRule, own: InvestorRecord, situation: Situation): number {
  const { sender } = situation;
  const risen = counts(one, own) && becomesHolder(situation) ? 1 : 0;
  const counted = sender !== null && counts(one, sender) && (!one.perCountry || sender.country === own.country);
  return counted && ceasesHolder(situation) ? risen - 1 : risen;
}

const countAfter = (one: LoadedRule, own: InvestorRecord, situation: Situation): number =>
  countIn(one.rule.lanes, one.perCountry ? situation.facts.receiverCounts : situation.facts.totals) +
  change(one, own, situation);

/** Refuses one more holder above the limit. A holder that leaves to a new one of the same cell makes room for it. */
export const mostHolders: Judge = {
  refused: (one, own, situation) => change(one, own, situation) > 0 && countAfter(one, own, situation) > one.limit,
  measured: (one, own, situation) => BigInt(countAfter(one, own, situation)),
  limit: (one) => one.rule.limit,
};
