import type { Expression } from "../predicates.js";
import { compileMeter } from "./compileMeter.js";
import { compilePredicate } from "./compilePredicate.js";
import { type Context, type FactSlots, miss, type Value } from "./context.js";
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimal,
  multiplyDecimals,
  negateDecimal,
  percentOf,
  roundDecimal,
} from "./decimal.js";
import { dayAfter } from "./periods.js";
import { takesPart } from "./units.js";

/** Computes an expression. Undefined: unknown, and what is missing is noted in the context. */
export type Evaluator = (context: Context) => Value | undefined;

type Fold = (one: Decimal, other: Decimal) => Decimal;
const FOLDS: Readonly<Record<"add" | "sub" | "mul" | "min" | "max", Fold>> = {
  add: addDecimals,
  sub: (one, other) => addDecimals(one, negateDecimal(other)),
  mul: multiplyDecimals,
  min: (one, other) => (compareDecimals(one, other) <= 0 ? one : other),
  max: (one, other) => (compareDecimals(one, other) >= 0 ? one : other),
};

/** The earlier or later of two days; law takes no other sums of them. */
const DAY_FOLDS: Readonly<Partial<Record<string, (one: string, other: string) => string>>> = {
  min: (one, other) => (one <= other ? one : other),
  max: (one, other) => (one >= other ? one : other),
};

function folded(expression: Extract<Expression, { readonly op: string }>, facts: FactSlots): Evaluator {
  const { op } = expression;
  const parts = expression.of.map((part) => compileExpression(part, facts));
  const fold = FOLDS[op];
  const dayFold = DAY_FOLDS[op];
  const scaled = takesPart(expression, facts);
  return (context) => {
    let sum: Value | undefined;
    let known = true;
    for (const part of parts) {
      const value = part(context);
      if (value === undefined) known = false;
      else if (sum === undefined) sum = value;
      else if (typeof value === "string" && typeof sum === "string") sum = dayFold?.(sum, value);
      else sum = fold(sum as Decimal, value as Decimal);
    }
    if (!known || sum === undefined) return undefined;
    return scaled ? percentOf(sum as Decimal) : sum;
  };
}

function picked(expression: Extract<Expression, { readonly pick: unknown }>, facts: FactSlots): Evaluator {
  const cases = expression.pick.map(({ when, then }) => ({
    when: compilePredicate(when, facts),
    then: compileExpression(then, facts),
  }));
  const otherwise = compileExpression(expression.else, facts);
  return (context) => {
    for (const { when, then } of cases) {
      const truth = when(context);
      if (truth === undefined) return undefined;
      if (truth) return then(context);
    }
    return otherwise(context);
  };
}

/** What a literal is worth; undefined: it is none. */
export function literalOf(expression: Expression): Value | undefined {
  if ("num" in expression) return decimal(expression.num);
  if ("bool" in expression) return expression.bool;
  if ("text" in expression) return expression.text;
  if ("set" in expression) return expression.set;
  return "day" in expression ? expression.day : undefined;
}

/** Makes an expression ready to be computed many times. Names were checked when it was parsed. */
export function compileExpression(expression: Expression, facts: FactSlots): Evaluator {
  if ("fact" in expression) {
    const slot = facts.get(expression.fact);
    if (slot === undefined) return (context) => miss(context, expression.fact);
    return (context) => context.fact(slot);
  }
  if ("meter" in expression) return compileMeter(expression.meter, facts);
  if ("round" in expression) {
    const step = decimal(expression.to);
    const of = compileExpression(expression.of, facts);
    return (context) => {
      const value = of(context);
      return value === undefined ? undefined : roundDecimal(value as Decimal, step, expression.round);
    };
  }
  if ("after" in expression) {
    const from = compileExpression(expression.after, facts);
    const { period } = expression;
    return (context) => {
      const day = from(context);
      if (day === undefined) return undefined;
      const end = dayAfter(day as string, period, context.calendars);
      return end ?? miss(context, `calendar ${period.calendar ?? "of business days"}`);
    };
  }
  if ("pick" in expression) return picked(expression, facts);
  if ("op" in expression) return folded(expression, facts);
  const literal = literalOf(expression);
  return () => literal;
}
