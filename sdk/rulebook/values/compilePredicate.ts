import { type Comparison, joinedBy, type Predicate } from "../predicates.js";
import { compileExpression, literalOf } from "./compileExpression.js";
import type { Compared, Context, Decided, FactSlots, Truth, Value } from "./context.js";
import { compareDecimals, type Decimal, decimalText } from "./decimal.js";

/**
 * Asks a test. Undefined: unknown, and what is missing is noted in the context; what does not matter to the answer is not. The context keeps the
 * comparison that decided it: one that settles several, the first that is unknown, or else the last of them.
 */
export type Test = (context: Context) => Truth;

const OPPOSITES: Readonly<Record<Comparison, string>> = {
  ...{ "<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<=" },
  ...{ in: "not in", has: "has not" },
};

const valueText = (value: Value | undefined): string | undefined => {
  if (value === undefined || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  return Array.isArray(value) ? value.join(", ") : decimalText(value as Decimal);
};

/** A comparison in words of values. */
export const decidedText = ({ left, right, by }: Decided) => ({
  measured: valueText(left),
  cmp: by.cmp,
  limit: by.limit ?? valueText(right),
});

const order = (left: Value, right: Value): number => {
  if (typeof left === "object" && "digits" in left) return compareDecimals(left, right as Decimal);
  return left < right ? -1 : left > right ? 1 : 0;
};

const sameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((item) => other.includes(item));

const equal = (left: Value, right: Value): boolean => {
  if (typeof left !== "object") return left === right;
  return Array.isArray(left) ? sameSet(left, right as readonly string[]) : order(left, right) === 0;
};

const COMPARISONS: Readonly<Record<Comparison, (left: Value, right: Value) => boolean>> = {
  "<": (left, right) => order(left, right) < 0,
  "<=": (left, right) => order(left, right) <= 0,
  "==": equal,
  "!=": (left, right) => !equal(left, right),
  ">=": (left, right) => order(left, right) >= 0,
  ">": (left, right) => order(left, right) > 0,
  in: (left, right) => (right as readonly string[]).includes(left as string),
  has: (left, right) => (left as readonly string[]).includes(right as string),
};

function comparison(
  predicate: Extract<Predicate, { readonly left: unknown }>,
  facts: FactSlots,
  negated: boolean,
): Test {
  const { left, cmp, right } = predicate;
  const [one, other] = [compileExpression(left, facts), compileExpression(right, facts)];
  const compare = COMPARISONS[cmp];
  const literal = literalOf(right);
  const by: Compared = { cmp: negated ? OPPOSITES[cmp] : cmp, limit: valueText(literal) };
  return (context) => {
    const { decided } = context;
    const measured = one(context);
    const limit = literal ?? other(context);
    decided.left = measured;
    decided.right = limit;
    decided.by = by;
    return measured === undefined || limit === undefined ? undefined : compare(measured, limit) !== negated;
  };
}

/**
 * Several tests, of which one that is `settles` settles it: false for all of, true for any of. Of those that leave it unknown the first is kept as
 * what decided it.
 */
function several(tests: readonly Test[], settles: boolean): Test {
  return (context) => {
    const { missing, decided } = context;
    const before = missing.length;
    let doubt: Compared | undefined;
    let left: Value | undefined;
    let right: Value | undefined;
    for (const test of tests) {
      const one = test(context);
      if (one === settles) {
        missing.length = before;
        return settles;
      }
      if (one === undefined && doubt === undefined) ({ by: doubt, left, right } = decided);
    }
    if (doubt === undefined) return !settles;
    decided.by = doubt;
    decided.left = left;
    decided.right = right;
    return undefined;
  };
}

/** Makes a test ready to be asked many times. @param negated Whether its opposite is asked. */
export function compilePredicate(predicate: Predicate, facts: FactSlots, negated = false): Test {
  if ("not" in predicate) return compilePredicate(predicate.not, facts, !negated);
  if ("left" in predicate) return comparison(predicate, facts, negated);
  const tests = joinedBy(predicate).map((one) => compilePredicate(one, facts, negated));
  return several(tests, "any" in predicate !== negated);
}
