import type { Judge } from "./judge.js";

/** Refuses an investor that resides in the set. */
export const countryNotIn: Judge = {
  byRecord: true,
  refused: (one, own) => one.limitCountries?.[own.country] === 1,
  measured: (_one, own) => BigInt(own.country),
  limit: (one) => one.rule.limit,
};
