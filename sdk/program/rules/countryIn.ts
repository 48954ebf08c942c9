import type { Judge } from "./judge.js";

/** Refuses an investor that resides outside the set. */
export const countryIn: Judge = {
  byRecord: true,
  refused: (one, own) => one.limitCountries?.[own.country] !== 1,
  measured: (_one, own) => BigInt(own.country),
  limit: (one) => one.rule.limit,
};
