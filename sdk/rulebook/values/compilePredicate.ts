import { type Comparison, joinedBy, type Predicate } from "../predicates.js";
import { compileExpression, type Evaluator } from "./compileExpression.js";
import type { Context, Decided, FactSlots, Truth, Value } from "./context.js";
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
export const decidedText = ({ left, cmp, right, negated }: Decided) => ({
  measured: valueText(left),
  cmp: negated ? OPPOSITES[cmp] : cmp,
  limit: valueText(right),
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

function comparison(left: Evaluator, cmp: Comparison, right: Evaluator): Test {
  const compare = COMPARISONS[cmp];
  return (context) => {
    const one = left(context);
    const other = right(context);
    const { decided } = context;
    decided.left = one;
    decided.cmp = cmp;
    decided.right = other;
    decided.negated = false;
    return one === undefined || other === undefined ? undefined : compare(one, other);
  };
}

/** Several tests, of which one that is `settles` settles it: false for all of, true for any of. */
function several(tests: readonly Test[], settles: boolean): Test {
  return (context) => {
    const { missing, decided } = context;
    const before = missing.length;
    let doubt: Decided | undefined;
    for (const test of tests) {
      const one = test(context);
      if (one === settles) {
        missing.length = before;
        return settles;
      }
      if (one === undefined) doubt ??= { ...decided };
    }
    if (doubt === undefined) return !settles;
    Object.assign(decided, doubt);
    return undefined;
  };
}

/** Makes a test ready to be asked many times. */
export function compilePredicate(predicate: Predicate, facts: FactSlots): Test {
  if ("not" in predicate) {
    const inner = compilePredicate(predicate.not, facts);
    return (context) => {
      const truth = inner(context);
      context.decided.negated = !context.decided.negated;
      return truth === undefined ? undefined : !truth;
    };
  }
  if ("left" in predicate) {
    const { left, cmp, right } = predicate;
    return comparison(compileExpression(left, facts), cmp, compileExpression(right, facts));
  }
  return several(
    joinedBy(predicate).map((one) => compilePredicate(one, facts)),
    "any" in predicate,
  );
}
