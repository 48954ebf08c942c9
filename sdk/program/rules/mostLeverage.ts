import type { Judge } from "./judge.js";
import { isLeveraged, unlessLeveraged } from "./leveraged.js";

/** Refuses a leveraged receiver whose leverage over all venues is more than the limit, which itself is allowed. */
export const mostLeverage: Judge = {
  refused: (one, own, { facts }) => isLeveraged(own) && facts.receiverLeverage > one.rule.limit,
  measured: (_one, _own, { facts }) => facts.receiverLeverage,
  limit: (one) => one.rule.limit,
  passes: unlessLeveraged,
};
