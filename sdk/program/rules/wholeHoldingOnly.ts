import { senderHoldingAfter } from "../situation.js";
import type { Judge } from "./judge.js";

/** Refuses a sender that would keep anything. */
export const wholeHoldingOnly: Judge = {
  refused: (_one, _own, situation) => senderHoldingAfter(situation) > 0n,
  measured: (_one, _own, situation) => senderHoldingAfter(situation),
  limit: () => 0n,
};
