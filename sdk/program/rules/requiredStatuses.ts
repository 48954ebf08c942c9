import type { Judge } from "./judge.js";

/** Refuses a receiver that lacks any of the rule's statuses: evidence at acquisition, never for holding or exit. */
export const requiredStatuses: Judge = {
  byRecord: true,
  refused: (one, own) => (own.statuses & one.limit) >>> 0 !== one.limit,
  measured: (one, own) => BigInt((own.statuses & one.limit) >>> 0),
  limit: (one) => one.rule.limit,
};
