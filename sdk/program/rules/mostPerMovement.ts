import type { Judge } from "./judge.js";

/** Refuses a larger amount than the limit, which itself is allowed. */
export const mostPerMovement: Judge = {
  refused: (one, _own, { movement }) => movement.amount > one.rule.limit,
  measured: (_one, _own, { movement }) => movement.amount,
  limit: (one) => one.rule.limit,
  room: ({ rule }) => ({ least: 1n, most: rule.limit }),
};
