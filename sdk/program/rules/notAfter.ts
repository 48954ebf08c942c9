import type { Judge } from "./judge.js";

/** Refuses from the second of the limit on. */
export const notAfter: Judge = {
  refused: (one, _own, { time }) => time >= one.limit,
  passes: (one) => ({ from: 0, until: one.limit }),
  measured: (_one, _own, { facts }) => facts.time,
  limit: (one) => one.rule.limit,
};
