import { holdersBefore, holdersLeaving } from "../counting.js";
import { becomesHolder } from "../situation.js";
import type { Judge } from "./judge.js";

/** Refuses one more holder above the limit. A holder that leaves to a new one of the same cell makes room for it. */
export const mostHolders: Judge = {
  refused: (one, _own, situation) =>
    becomesHolder(situation) && holdersLeaving(one, situation) === 0 && holdersBefore(one, situation) + 1 > one.limit,
  measured: (one, _own, situation) => BigInt(holdersBefore(one, situation) + 1),
  limit: (one) => one.rule.limit,
};
