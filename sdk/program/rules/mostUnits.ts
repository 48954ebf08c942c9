import { receiverHoldingAfter } from "../situation.js";
import type { Judge } from "./judge.js";

/** Refuses a receiver that would hold more than the limit, which itself is allowed. */
export const mostUnits: Judge = {
  refused: (one, _own, situation) => receiverHoldingAfter(situation) > one.rule.limit,
  measured: (_one, _own, situation) => receiverHoldingAfter(situation),
  limit: (one) => one.rule.limit,
  room: ({ rule }, { facts }) => ({ least: 1n, most: rule.limit - facts.receiverHolding }),
};
