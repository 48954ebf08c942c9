import { type Expression, joinedBy, type Meter, type Predicate } from "../predicates.js";
import { ALWAYS, type Placed } from "./law.js";

/** One test of a provision, with the name of what it compares. */
export type Ask = {
  readonly placed: Placed;
  /** The requirement's id; undefined: the provision's one test. */
  readonly requirement: string | undefined;
  readonly measure: string | undefined;
  readonly test: Predicate;
  readonly path: string;
};

const NEVER: Predicate = { not: ALWAYS };

/** The tests of a provision: its requirements; or that what it forbids is not done; or when its consequence, discretion or definition holds. */
export function asksOf(placed: Placed): readonly Ask[] {
  const { effect } = placed.provision;
  const whole = (test: Predicate, field: string): readonly Ask[] => [
    { placed, requirement: undefined, measure: undefined, test, path: `${placed.path}.effect${field}` },
  ];
  if ("requires" in effect)
    return effect.requires.map(({ id, measure, test }, index) => ({
      ...{ placed, requirement: id, measure, test },
      path: `${placed.path}.effect.requires[${index}]`,
    }));
  if (effect.type === "define") return whole(effect.as, ".as");
  return effect.type === "prohibit" ? whole(NEVER, "") : whole(effect.when, ".when");
}

export const scopeOf = ({ provision }: Placed): Predicate => provision.scope.when ?? ALWAYS;

/** Everything that a predicate or expression is made of, in the order in which it is written. */
export type Parts = {
  readonly facts: readonly string[];
  readonly meters: readonly Meter[];
  /** Starts of periods and the periods, as "product.acquiredOn + 6 month". */
  readonly clocks: readonly { readonly start: string; readonly period: string }[];
  /** Facts that are compared with numbers or days. */
  readonly amounts: readonly string[];
};

const kept = new WeakMap<Predicate, Parts>();

/** What a predicate is made of; what meters look at line by line is left out. */
export function partsOf(predicate: Predicate): Parts {
  const known = kept.get(predicate);
  if (known !== undefined) return known;
  const [facts, amounts, meters] = [new Set<string>(), new Set<string>(), new Set<Meter>()];
  const clocks: { readonly start: string; readonly period: string }[] = [];
  const inExpression = (expression: Expression, amount: boolean): void => {
    if ("fact" in expression) {
      facts.add(expression.fact);
      if (amount) amounts.add(expression.fact);
    } else if ("meter" in expression) meters.add(expression.meter);
    else if ("after" in expression) {
      const { after, period } = expression;
      const start = "fact" in after ? after.fact : "several";
      clocks.push({ start, period: `${period.n} ${period.unit}` });
      inExpression(after, false);
    } else if ("round" in expression) inExpression(expression.of, amount);
    else if ("pick" in expression) {
      for (const { when, then } of expression.pick) {
        inPredicate(when);
        inExpression(then, amount);
      }
      inExpression(expression.else, amount);
    } else if ("op" in expression) for (const one of expression.of) inExpression(one, amount);
  };
  const inPredicate = (one: Predicate): void => {
    if ("not" in one) return inPredicate(one.not);
    if (!("left" in one)) return joinedBy(one).forEach(inPredicate);
    const amount = one.cmp !== "==" && one.cmp !== "!=" && one.cmp !== "in" && one.cmp !== "has";
    inExpression(one.left, amount);
    inExpression(one.right, amount);
  };
  inPredicate(predicate);
  const parts = { facts: [...facts], meters: [...meters], clocks, amounts: [...amounts] };
  kept.set(predicate, parts);
  return parts;
}
