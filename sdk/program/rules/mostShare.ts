import { BASIS_POINTS, MOST_UNITS } from "../../kinds/index.js";
import type { LoadedRule } from "../loadProgram.js";
import { receiverHoldingAfter, type Situation, supplyAfter } from "../situation.js";
import type { Judge } from "./judge.js";

/** Token units, rounded down: rounding never lets a holder have more. */
const limitAt = ({ rule }: LoadedRule, supply: bigint): bigint =>
  (BigInt(rule.window) * (supply > rule.limit ? supply : rule.limit)) / BASIS_POINTS;
const limitOf = (one: LoadedRule, situation: Situation): bigint => limitAt(one, supplyAfter(situation));

/** The largest amount that passes: a mint makes the supply larger too. */
function mostOf(one: LoadedRule, { movement, facts }: Situation): bigint {
  const { supply, receiverHolding: holding } = facts;
  const still = limitAt(one, supply) - holding;
  if (movement.kind !== "mint") return still;
  // Of the supply, holding + amount <= share × (supply + amount), solved for the amount. What passes without that growth passes with it.
  const share = BigInt(one.rule.window);
  const spare = share * supply - BASIS_POINTS * holding;
  if (spare < 0n) return still;
  if (share === BASIS_POINTS) return MOST_UNITS;
  const growing = spare / (BASIS_POINTS - share);
  return growing > still ? growing : still;
}

/** Refuses a receiver that would hold more than its share of the larger of supply and floor. */
export const mostShare: Judge = {
  // What passes by the floor passes by any supply.
  refused: (one, _own, situation) => {
    const holding = receiverHoldingAfter(situation);
    return holding > one.floor && holding > limitOf(one, situation);
  },
  measured: (_one, _own, situation) => receiverHoldingAfter(situation),
  limit: (one, _own, situation) => limitOf(one, situation),
  room: (one, situation) => ({ least: 1n, most: mostOf(one, situation) }),
};
