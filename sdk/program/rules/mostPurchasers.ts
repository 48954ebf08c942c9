import { readingOf } from "../readingOf.js";
import type { Judge } from "./judge.js";

/** Refuses one more purchaser within the window above the limit. Who is one already passes. */
export const mostPurchasers: Judge = {
  refused: (one, _own, situation) => {
    const { used, toWeight } = readingOf(one, situation);
    return toWeight === 1n && used + 1n > one.rule.limit;
  },
  measured: (one, _own, situation) => readingOf(one, situation).used + 1n,
  limit: ({ rule }) => rule.limit,
};
