import type { LoadedRule } from "../loadProgram.js";
import type { Judge } from "./judge.js";

const embedded = ({ rule }: LoadedRule): bigint => BigInt(rule.window) * 100n;

/** Refuses while the product's own leverage is more than the limit, which itself is allowed. */
export const mostEmbeddedLeverage: Judge = {
  refused: (one) => embedded(one) > one.rule.limit,
  measured: embedded,
  limit: ({ rule }) => rule.limit,
  byRecord: true,
};
