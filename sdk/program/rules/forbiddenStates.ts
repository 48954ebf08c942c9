import type { Judge } from "./judge.js";

/** Refuses an investor in any of the rule's states. */
export const forbiddenStates: Judge = {
  byRecord: true,
  refused: (one, own) => (own.states & one.limit) !== 0,
  measured: (one, own) => BigInt(own.states & one.limit),
  limit: () => 0n,
};
