import type { Judge } from "./judge.js";

/** Refuses while trading of the token stands still. */
export const notHalted: Judge = {
  refused: (_one, _own, { facts }) => facts.halted,
  measured: (_one, _own, { facts }) => (facts.halted ? 1n : 0n),
  limit: () => 0n,
};
