import {
  BASIS_POINTS,
  MOST_EMBEDDED,
  MOST_LEVERAGE,
  MOST_SPAN_DAYS,
  MOST_SPAN_MONTHS,
  MOST_UNITS,
  RULE_KINDS,
  type RuleKind,
  type RuleKindEntry,
  SPAN_MONTHS,
  STRICTLY,
} from "../kinds/index.js";
import { secondsOf } from "./dates.js";
import type { Loose } from "./draft.js";
import type { Enforcement, Span } from "./enforcement.js";
import { scaled } from "./quantities.js";

/** A number of a rule, as its word holds it: base units of the token, holders, purchasers, basis points, hundredths, months, a span, unix seconds. */
export type RuleNumber = {
  readonly value: bigint;
  /** Fields of the rule, from it to the number. */
  readonly field: string;
};
export type RuleNumberFault = { readonly field: string; readonly fault: string };

const bounded = (value: bigint | undefined, field: string, least: bigint, most: bigint, exact: string) => {
  if (value === undefined) return { field, fault: exact };
  if (value < least) return { field, fault: `must be at least ${least}` };
  if (value > most) return { field, fault: `is too large: at most ${most}` };
  return { field, value };
};

/** Units in base units of the token. */
function units(num: string, field: string, least: bigint, decimals: number): RuleNumber | RuleNumberFault {
  const value = scaled(num, decimals);
  if (value !== undefined && value > MOST_UNITS) {
    return { field, fault: `is too large: with ${decimals} decimals it does not fit 112 bits` };
  }
  return bounded(value, field, least, MOST_UNITS, `has more decimals than the token, which has ${decimals}`);
}

/** Percent in basis points. */
const basisPoints = (num: string, field: string) =>
  bounded(scaled(num, 2), field, 1n, BASIS_POINTS, "must be exact to a hundredth of a percent");

/** A multiple, in basis points or, of what a product has itself, in hundredths. */
const multiple = (num: string, field: string, decimals: number, most: bigint) =>
  bounded(scaled(num, decimals), field, 1n, most, `must be exact to ${decimals} decimals`);

type Quantity = { readonly num: string };
type Multiples = { readonly embedded?: Quantity | undefined; readonly most?: Quantity | undefined };

/** Of rules on leverage, in the order of the word's fields. */
function multiples({ embedded, most }: Multiples) {
  return [
    ...(embedded === undefined ? [] : [multiple(embedded.num, "embedded.num", 2, BigInt(MOST_EMBEDDED))]),
    ...(most === undefined ? [] : [multiple(most.num, "most.num", 4, MOST_LEVERAGE)]),
  ];
}

/** As the word's window holds it. */
function spanOf({ days, months = 0 }: Span): RuleNumber | RuleNumberFault {
  if (days !== undefined) return bounded(BigInt(days), "within.days", 1n, BigInt(MOST_SPAN_DAYS), "");
  const number = bounded(BigInt(months), "within.months", 1n, BigInt(MOST_SPAN_MONTHS), "");
  return "value" in number ? { ...number, value: number.value + BigInt(SPAN_MONTHS) } : number;
}

/** A share that a group may reach or, `lessThan`, not quite. */
function groupShare({ most, lessThan }: Loose<Extract<Enforcement, { readonly type: "mostGroupShare" }>>) {
  if ((most === undefined) === (lessThan === undefined))
    return { field: "", fault: "must say either `most` or `lessThan`" };
  if (most !== undefined) return basisPoints(most.num, "most.num");
  const share = basisPoints(lessThan?.num ?? "", "lessThan.num");
  return "value" in share ? { ...share, value: share.value + BigInt(STRICTLY) } : share;
}

/**
 * The numbers that a rule's word holds, in the order of its fields, or what is wrong with them.
 *
 * @param decimals Of the token; undefined: unknown, and then units are left out.
 */
export function ruleNumbers(
  rule: Loose<Enforcement>,
  decimals: number | undefined,
): readonly (RuleNumber | RuleNumberFault)[] {
  const found: (RuleNumber | RuleNumberFault)[] = [];
  if (rule.type === undefined) return found;
  const { least, most } = RULE_KINDS[rule.type satisfies RuleKind].limit;
  if (rule.type === "mostHolders") {
    const numbers = [rule.most, rule.fewerThan].filter((quantity) => quantity !== undefined);
    if (numbers.length !== 1) return [{ field: "", fault: "must say either `most` or `fewerThan`" }];
    if (rule.most !== undefined)
      found.push(bounded(scaled(rule.most.num, 0), "most.num", least, most, "must be a whole number"));
    if (rule.fewerThan !== undefined) {
      const whole = scaled(rule.fewerThan.num, 0);
      const number = bounded(whole, "fewerThan.num", least + 1n, most + 1n, "must be a whole number");
      found.push("value" in number ? { ...number, value: number.value - 1n } : number);
    }
    return found;
  }
  if (rule.type === "fewestHolders") {
    const whole = rule.least && scaled(rule.least.num, 0);
    return rule.least === undefined ? [] : [bounded(whole, "least.num", least, most, "must be a whole number")];
  }
  if (rule.type === "holdingPeriod" || rule.type === "trancheClosedSince") {
    const { window }: RuleKindEntry = RULE_KINDS[rule.type];
    if (rule.months === undefined || window === undefined) return [];
    return [bounded(BigInt(rule.months), "months", BigInt(window.least), BigInt(window.most), "")];
  }
  if ("within" in rule && rule.within !== undefined) found.push(spanOf(rule.within));
  if (rule.type === "mostPurchasers") {
    if (rule.most !== undefined)
      found.push(bounded(scaled(rule.most.num, 0), "most.num", least, most, "must be a whole number"));
    return found;
  }
  if (rule.type === "mostEmbeddedLeverage" || rule.type === "mostLeverage") return multiples(rule);
  if (rule.type === "mostGroupShare") found.push(groupShare(rule));
  if ("share" in rule && rule.share !== undefined) found.push(basisPoints(rule.share.num, "share.num"));
  if (decimals !== undefined) {
    const fields = rule.type === "mostGroupShare" ? (["floor"] as const) : (["floor", "least", "most"] as const);
    for (const field of fields) {
      const quantity = (rule as Readonly<Record<string, unknown>>)[field] as { readonly num: string } | undefined;
      if (quantity !== undefined) found.push(units(quantity.num, `${field}.num`, least, decimals));
    }
  }
  for (const field of ["from", "until"] as const) {
    const instant = (rule as Readonly<Record<string, unknown>>)[field] as string | undefined;
    if (instant !== undefined) found.push(bounded(secondsOf(instant), field, least, most, ""));
  }
  return found;
}
