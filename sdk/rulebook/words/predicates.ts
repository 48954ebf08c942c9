import { type Comparison, type Expression, joinedBy, type Meter, type Predicate } from "../predicates.js";
import { amountInWords, dayInWords, grouped, periodInWords } from "./amounts.js";
import { factInWords, nameInWords } from "./names.js";

const COMPARED: Readonly<Record<Comparison, string>> = {
  "<": "is below",
  "<=": "is at most",
  "==": "is",
  "!=": "is not",
  ">=": "is at least",
  ">": "is above",
  in: "is one of",
  has: "includes",
};
export const boundInWords: Readonly<Record<Comparison, string>> = {
  "<": "below",
  "<=": "at most",
  "==": "exactly",
  "!=": "not",
  ">=": "at least",
  ">": "above",
  in: "one of",
  has: "includes",
};

/** What a meter reads, without the test of its lines. */
export function meterInWords({ take, base, basis, per, window, attribution, withThis }: Meter): string {
  const what = take === "count" ? `number of ${base}` : `sum of ${base}`;
  const how = basis === "economic" ? "" : ` (${basis})`;
  const apart = per.length === 0 ? "" : ` per ${per.map(factInWords).join(" and ")}`;
  const together = attribution === undefined ? "" : `, added up as ${attribution} says`;
  const when =
    "last" in window
      ? ` in any ${periodInWords(window.last)}`
      : "previous" in window
        ? " in the month before"
        : window.at === "now"
          ? ""
          : " at the end of the fiscal year";
  return `${what}${how}${apart}${when}${together}${withThis ? ", this one included" : ""}`;
}

const SIGNS = { add: " + ", sub: " − ", mul: " × " } as const;

/** An expression in one line. */
export function expressionInWords(expression: Expression): string {
  if ("num" in expression) return amountInWords(expression.num, expression.unit);
  if ("bool" in expression) return expression.bool ? "yes" : "no";
  if ("text" in expression) return nameInWords(expression.text);
  if ("set" in expression) return expression.set.map(nameInWords).join(", ");
  if ("day" in expression) return dayInWords(expression.day);
  if ("fact" in expression) return factInWords(expression.fact);
  if ("meter" in expression) return meterInWords(expression.meter);
  if ("round" in expression)
    return `${expressionInWords(expression.of)}, rounded ${expression.round} to ${grouped(expression.to)}`;
  if ("after" in expression) return `${expressionInWords(expression.after)} + ${periodInWords(expression.period)}`;
  if ("pick" in expression)
    return [
      ...expression.pick.map(({ when, then }) => `${expressionInWords(then)} if ${predicateInWords(when, true)}`),
      `otherwise ${expressionInWords(expression.else)}`,
    ].join("; ");
  const parts = expression.of.map((one) => ("op" in one ? `(${expressionInWords(one)})` : expressionInWords(one)));
  if (expression.op === "min" || expression.op === "max")
    return `the ${expression.op === "min" ? "least" : "greatest"} of ${parts.join(" and ")}`;
  return parts.join(SIGNS[expression.op]);
}

/**
 * A predicate in one line, for a person who sees several beside each other.
 *
 * @param inner Whether it stands within another one, and needs brackets if it has parts.
 */
export function predicateInWords(predicate: Predicate, inner = false): string {
  if ("not" in predicate) return `not (${predicateInWords(predicate.not)})`;
  if ("left" in predicate) {
    const { left, cmp, right } = predicate;
    if ("bool" in right && (cmp === "==" || cmp === "!=")) {
      const holds = right.bool === (cmp === "==");
      return `${expressionInWords(left)}: ${holds ? "yes" : "no"}`;
    }
    return `${expressionInWords(left)} ${COMPARED[cmp]} ${expressionInWords(right)}`;
  }
  const of = joinedBy(predicate);
  const [only] = of;
  if (only !== undefined && of.length === 1) return predicateInWords(only, inner);
  const text = of.map((one) => predicateInWords(one, true)).join("any" in predicate ? " or " : " and ");
  return inner ? `(${text})` : text;
}
