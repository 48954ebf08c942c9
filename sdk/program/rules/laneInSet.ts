import type { Judge } from "./judge.js";

/** Refuses a receiver that is counted in another lane. */
export const laneInSet: Judge = {
  byRecord: true,
  refused: (one, own) => ((one.limit >> own.lane) & 1) === 0,
  measured: (_one, own) => BigInt(own.lane),
  limit: (one) => one.rule.limit,
};
