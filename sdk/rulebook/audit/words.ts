import type { Expression, Meter, Predicate } from "../predicates.js";

const period = ({ n, unit }: { readonly n: number; readonly unit: string }) => `${n} ${unit}${n === 1 ? "" : "s"}`;

function windowWords({ window }: Meter): string {
  if ("last" in window) return `in the last ${period(window.last)}`;
  if ("previous" in window) return `in the month before`;
  return window.at === "now" ? "now" : "at the end of the fiscal year";
}

/** What a meter counts, without the test of its lines. */
export const meterWords = (meter: Meter): string =>
  `${meter.take} of ${meter.base} (${meter.basis}${meter.attribution === undefined ? "" : `, aggregated by ${meter.attribution}`}) ${windowWords(meter)}`;

/** An expression in one line. */
export function expressionWords(expression: Expression): string {
  if ("num" in expression)
    return expression.unit === undefined ? expression.num : `${expression.num} ${expression.unit}`;
  if ("bool" in expression) return String(expression.bool);
  if ("text" in expression) return expression.text;
  if ("set" in expression) return `{${expression.set.join(", ")}}`;
  if ("day" in expression) return expression.day;
  if ("fact" in expression) return expression.fact;
  if ("meter" in expression) return meterWords(expression.meter);
  if ("after" in expression) return `${expressionWords(expression.after)} + ${period(expression.period)}`;
  if ("round" in expression)
    return `${expressionWords(expression.of)}, rounded ${expression.round} to ${expression.to}`;
  if ("pick" in expression) {
    const cases = expression.pick.map(({ when, then }) => `${expressionWords(then)} if ${predicateWords(when)}`);
    return `${cases.join(", ")}, else ${expressionWords(expression.else)}`;
  }
  const parts = expression.of.map(expressionWords);
  const signs = { add: " + ", sub: " - ", mul: " × " } as const;
  return expression.op === "min" || expression.op === "max"
    ? `${expression.op === "min" ? "the least" : "the greatest"} of ${parts.join(" and ")}`
    : parts.join(signs[expression.op]);
}

/** A predicate in one line, for a person who sees two of them side by side. */
export function predicateWords(predicate: Predicate): string {
  if ("not" in predicate) return `not (${predicateWords(predicate.not)})`;
  if ("left" in predicate) {
    const { left, cmp, right } = predicate;
    if (cmp === "==" && "bool" in right && "fact" in left) return right.bool ? left.fact : `not ${left.fact}`;
    return `${expressionWords(left)} ${cmp} ${expressionWords(right)}`;
  }
  const [parts, word] = "all" in predicate ? [predicate.all, " and "] : [predicate.any, " or "];
  return parts.length === 1 && parts[0] !== undefined
    ? predicateWords(parts[0])
    : parts.map((part) => ("left" in part ? predicateWords(part) : `(${predicateWords(part)})`)).join(word);
}
