import type { Flow } from "./flow.js";
import { windowStart } from "./windowStart.js";

/**
 * What counts of these flows within the window of a rule that ends with a day: on later days, how much of an allowance will be free again. Pure.
 *
 * @param flows As `flowsOf` tells them.
 * @param span Of the rule, as its `window` has it.
 * @param day Days since 1970-01-01, UTC.
 *
 * @example
 * const tomorrow = usedWithin(flows, rule.window, today + 1);
 */
export function usedWithin(flows: readonly Flow[], span: number, day: number): bigint {
  const first = windowStart(span, day);
  return flows.filter((flow) => flow.day >= first).reduce((sum, { units }) => sum + units, 0n);
}
