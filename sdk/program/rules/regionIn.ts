import type { Judge } from "./judge.js";

/** Refuses an investor of a region outside the set. */
export const regionIn: Judge = {
  byRecord: true,
  refused: (one, own) => one.limitCountries?.[own.region] !== 1,
  measured: (_one, own) => BigInt(own.region),
  limit: (one) => one.rule.limit,
};
