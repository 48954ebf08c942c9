import type { Judge } from "./judge.js";

/** Refuses until the second of the limit. */
export const notBefore: Judge = {
  refused: (one, _own, { facts }) => facts.time < one.rule.limit,
  measured: (_one, _own, { facts }) => facts.time,
  limit: (one) => one.rule.limit,
};
