import type { Comparison, Predicate } from "../predicates.js";
import { compileExpression, type Evaluator } from "./compileExpression.js";
import type { Context, FactSlots, Truth, Value } from "./context.js";
import { compareDecimals, type Decimal, decimalText } from "./decimal.js";

/** The comparison that decided a test, in words of values. */
export type Decided = {
  readonly measured: string | undefined;
  readonly cmp: string;
  readonly limit: string | undefined;
};

export type Test = {
  /** Undefined: unknown, and what is missing is noted in the context. What does not matter to the answer is not noted. */
  readonly truth: (context: Context) => Truth;
  /** The comparison that made the truth what it is; the first one where several did. @param negated Whether a `not` stands before it. */
  readonly decided: (context: Context, negated?: boolean) => Decided;
};

const OPPOSITES: Readonly<Record<Comparison, string>> = {
  ...{ "<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<=" },
  ...{ in: "not in", has: "has not" },
};

export const valueText = (value: Value | undefined): string | undefined => {
  if (value === undefined || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  return Array.isArray(value) ? value.join(", ") : decimalText(value as Decimal);
};

const order = (left: Value, right: Value): number => {
  if (typeof left === "object" && "digits" in left) return compareDecimals(left, right as Decimal);
  return left < right ? -1 : left > right ? 1 : 0;
};

const sameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((item) => other.includes(item));

const equal = (left: Value, right: Value): boolean =>
  Array.isArray(left) ? sameSet(left, right as readonly string[]) : order(left, right) === 0;

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
  return {
    truth: (context) => {
      const one = left(context);
      const other = right(context);
      return one === undefined || other === undefined ? undefined : compare(one, other);
    },
    decided: (context, negated = false) => ({
      measured: valueText(left(context)),
      cmp: negated ? OPPOSITES[cmp] : cmp,
      limit: valueText(right(context)),
    }),
  };
}

/** Several tests, of which one that is `settles` settles it: false for all of, true for any of. */
function several(tests: readonly Test[], settles: boolean): Test {
  const truth = (context: Context): Truth => {
    const before = context.missing.length;
    let known = true;
    for (const test of tests) {
      const one = test.truth(context);
      if (one === settles) {
        context.missing.length = before;
        return settles;
      }
      if (one === undefined) known = false;
    }
    return known ? !settles : undefined;
  };
  return {
    truth,
    decided: (context, negated) => {
      const whole = truth(context);
      const deciding = tests.find((test) => test.truth(context) === whole) ?? tests[0];
      return deciding?.decided(context, negated) ?? { measured: undefined, cmp: "==", limit: undefined };
    },
  };
}

/** Makes a test ready to be asked many times. */
export function compilePredicate(predicate: Predicate, facts: FactSlots): Test {
  if ("all" in predicate)
    return several(
      predicate.all.map((one) => compilePredicate(one, facts)),
      false,
    );
  if ("any" in predicate)
    return several(
      predicate.any.map((one) => compilePredicate(one, facts)),
      true,
    );
  if ("not" in predicate) {
    const inner = compilePredicate(predicate.not, facts);
    return {
      truth: (context) => {
        const truth = inner.truth(context);
        return truth === undefined ? undefined : !truth;
      },
      decided: (context, negated = false) => inner.decided(context, !negated),
    };
  }
  return comparison(compileExpression(predicate.left, facts), predicate.cmp, compileExpression(predicate.right, facts));
}
