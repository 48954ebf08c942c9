import { MOST_UNITS } from "../../kinds/index.js";
import type { Judge } from "./judge.js";

/** Refuses a smaller amount than the limit, which itself is allowed. */
export const leastPerMovement: Judge = {
  refused: (one, _own, { movement }) => movement.amount < one.rule.limit,
  measured: (_one, _own, { movement }) => movement.amount,
  limit: (one) => one.rule.limit,
  room: ({ rule }) => ({ least: rule.limit, most: MOST_UNITS }),
};
