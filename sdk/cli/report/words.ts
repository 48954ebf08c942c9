import type { Comparison, Expression, FactId, LegalUnit, Meter, Period, Predicate } from "../../rulebook/index.js";
import { dayInWords, grouped } from "./markup.js";

/** `creditRatio` as people write it: `credit ratio`. Abbreviations and sections, as `144A` and `4a7`, stay. */
export const spaced = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]{2})(?=\d)|(?<=\d)(?=[A-Z][a-z])/g, " ")
    .replaceAll(/(?<=^| )[A-Z](?=[a-z]|$| )/g, (letter) => letter.toLowerCase());

/** What people write otherwise than its name. */
const NAMES: Readonly<Record<string, string>> = {
  extendCredit: "extend credit",
  keepRecord: "keep records",
  securityBasedSwap: "security-based swap",
  spotSecurityToken: "spot security token",
};
export const nameInWords = (name: string): string => NAMES[name] ?? spaced(name);

/** `counterparty.qualifiedPurchaser`: `counterparty: qualified purchaser`. */
export function factInWords(fact: FactId | string): string {
  const [bearer = "", name = fact] = fact.split(".", 2);
  return bearer === "activity" || bearer === "entry" ? spaced(name) : `${bearer}’s ${spaced(name)}`;
}

/** One and several of a unit; units that go before the number are in `amountInWords`. */
const UNITS: Readonly<Record<Exclude<LegalUnit, "USD" | "percent" | "ratio" | "count">, readonly [string, string]>> = {
  unit: ["unit", "units"],
  contract: ["contract", "contracts"],
  person: ["person", "persons"],
  holder: ["holder", "holders"],
  index: ["point of an index", "points of an index"],
  share: ["share", "shares"],
  symbol: ["symbol", "symbols"],
  minute: ["minute", "minutes"],
  hour: ["hour", "hours"],
  day: ["day", "days"],
  businessDay: ["business day", "business days"],
  month: ["month", "months"],
  year: ["year", "years"],
};

/** A number of a unit: `$5,000,000`, `50 %`, `35 persons`. */
export function amountInWords(number: string, unit: LegalUnit | undefined): string {
  const shown = grouped(number);
  if (unit === "USD") return shown.startsWith("−") ? `−$${shown.slice(1)}` : `$${shown}`;
  if (unit === "percent") return `${shown} %`;
  if (unit === undefined || unit === "ratio" || unit === "count") return shown;
  return `${shown} ${UNITS[unit][number === "1" ? 0 : 1]}`;
}

export const periodInWords = ({ n, unit, calendar, roll }: Period): string => {
  const days = unit === "businessDay" ? `business day${n === 1 ? "" : "s"}` : `${unit}${n === 1 ? "" : "s"}`;
  const by = calendar === undefined ? "" : calendar === "us-market" ? " of the market" : " of the federal calendar";
  return `${n} ${days}${by}${roll === undefined ? "" : ", or the next business day"}`;
};

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

function meterInWords({ take, base, basis, per, window, attribution, withThis }: Meter): string {
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

/** @param inner Whether it stands within another one, and needs brackets if it has parts. */
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
  const [of, word] = "all" in predicate ? [predicate.all, " and "] : [predicate.any, " or "];
  const [only] = of;
  if (only !== undefined && of.length === 1) return predicateInWords(only, inner);
  const text = of.map((one) => predicateInWords(one, true)).join(word);
  return inner ? `(${text})` : text;
}
