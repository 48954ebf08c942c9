import type { Expression } from "../predicates.js";
import type { FactSlots } from "./context.js";

/** Whether a number is a percentage, so that a product with it takes a part. */
export function isPercent(expression: Expression, facts: FactSlots): boolean {
  if ("num" in expression) return expression.unit === "percent";
  if ("fact" in expression) return facts.get(expression.fact)?.unit === "percent";
  if ("meter" in expression) return expression.meter.unit === "percent";
  if ("round" in expression) return isPercent(expression.of, facts);
  if ("pick" in expression) return isPercent(expression.else, facts);
  if (!("op" in expression)) return false;
  if (expression.op !== "mul") return expression.of.some((one) => isPercent(one, facts));
  const scales = expression.of.every((one) => isPercent(one, facts) || isBare(one, facts));
  return scales && expression.of.some((one) => isPercent(one, facts));
}

/** A number without a unit of its own. */
function isBare(expression: Expression, facts: FactSlots): boolean {
  const bare = (unit: string | undefined) => unit === undefined || unit === "ratio";
  if ("num" in expression) return bare(expression.unit);
  if ("fact" in expression) return bare(facts.get(expression.fact)?.unit);
  if ("meter" in expression) return bare(expression.meter.unit);
  if ("round" in expression) return isBare(expression.of, facts);
  if ("pick" in expression) return isBare(expression.else, facts);
  return "op" in expression && expression.of.every((one) => isBare(one, facts));
}
