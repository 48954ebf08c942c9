import { BASIS_POINTS } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import { receiverHoldingAfter, type Situation, supplyAfter } from "../situation.js";
import type { Judge } from "./judge.js";

/** Token units, rounded down: rounding never lets a holder have more. */
function limitOf({ rule }: LoadedRule, situation: Situation): bigint {
  const supply = supplyAfter(situation);
  const base = supply > rule.limit ? supply : rule.limit;
  return (BigInt(rule.window) * base) / BASIS_POINTS;
}

/** Refuses a receiver that would hold more than its share of the larger of supply and floor. */
export const mostShare: Judge = {
  refused: (one, _own, situation) => receiverHoldingAfter(situation) > limitOf(one, situation),
  measured: (_one, _own, situation) => receiverHoldingAfter(situation),
  limit: (one, _own, situation) => limitOf(one, situation),
};
