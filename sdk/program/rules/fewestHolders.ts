import { holdersBefore, holdersComing } from "../counting.js";
import { ceasesHolder } from "../situation.js";
import type { Judge } from "./judge.js";

/** Refuses one holder fewer below the limit. A new holder of the same cell takes the place of one that leaves. */
export const fewestHolders: Judge = {
  refused: (one, _own, situation) =>
    ceasesHolder(situation) && holdersComing(one, situation) === 0 && holdersBefore(one, situation) - 1 < one.limit,
  measured: (one, _own, situation) => BigInt(holdersBefore(one, situation) - 1),
  limit: (one) => one.rule.limit,
};
