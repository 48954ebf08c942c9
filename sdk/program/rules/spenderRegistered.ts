import type { Judge } from "./judge.js";

/** Refuses who moves another's units and is not in the registry. */
export const spenderRegistered: Judge = {
  refused: (_one, own) => own.investor === 0n,
  measured: (_one, own) => (own.investor === 0n ? 0n : 1n),
  limit: () => 1n,
};
