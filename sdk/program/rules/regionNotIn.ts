import type { Judge } from "./judge.js";

/** Refuses an investor of a region in the set. */
export const regionNotIn: Judge = {
  byRecord: true,
  refused: (one, own) => one.limitCountries?.[own.region] === 1,
  measured: (_one, own) => BigInt(own.region),
  limit: (one) => one.rule.limit,
};
