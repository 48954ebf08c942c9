import type { Judge } from "./judge.js";

/** Refuses until the second of the limit. */
export const notBefore: Judge = {
  refused: (one, _own, { time }) => time < one.limit,
  passes: (one) => ({ from: one.limit, until: Infinity }),
  measured: (_one, _own, { facts }) => facts.time,
  limit: (one) => one.rule.limit,
};
