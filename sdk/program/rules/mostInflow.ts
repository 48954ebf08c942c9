import { readingOf } from "../readingOf.js";
import { flowJudge } from "./flow.js";

/** Refuses a receiver that would have taken in more within the window than its personal limit, or else the rule's. */
export const mostInflow = flowJudge((one, situation) => {
  const { toWeight, beside } = readingOf(one, situation);
  return toWeight === 1n ? beside : one.rule.limit;
});
