import type { Expression } from "../predicates.js";
import type { FactDeclaration } from "../vocabulary.js";

type Units = ReadonlyMap<string, Pick<FactDeclaration, "unit">>;

/** Whether a product takes that part of something which its one percentage says; a percentage of a bare number stays one. */
export const takesPart = (expression: Expression, facts: Units): boolean =>
  "op" in expression &&
  expression.op === "mul" &&
  expression.of.filter((one) => isPercent(one, facts)).length === 1 &&
  !isPercent(expression, facts);

/** Whether a number is a percentage. */
export function isPercent(expression: Expression, facts: Units): boolean {
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
function isBare(expression: Expression, facts: Units): boolean {
  const bare = (unit: string | undefined) => unit === undefined || unit === "ratio";
  if ("num" in expression) return bare(expression.unit);
  if ("fact" in expression) return bare(facts.get(expression.fact)?.unit);
  if ("meter" in expression) return bare(expression.meter.unit);
  if ("round" in expression) return isBare(expression.of, facts);
  if ("pick" in expression) return isBare(expression.else, facts);
  return "op" in expression && expression.of.every((one) => isBare(one, facts));
}
