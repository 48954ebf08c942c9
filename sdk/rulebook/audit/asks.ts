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
  /** What is compared with something: facts by their ids, meters by what they count. Conditions and what bounds are made of are no part of it. */
  readonly measured: readonly string[];
  /** What of it is compared with numbers or days. */
  readonly quantities: readonly string[];
};

const kept = new WeakMap<Predicate, Parts>();
const EQUALITIES = new Set(["==", "!=", "in", "has"]);

/** What a predicate is made of; what meters look at line by line is left out. */
export function partsOf(predicate: Predicate): Parts {
  const known = kept.get(predicate);
  if (known !== undefined) return known;
  const [facts, meters] = [new Set<string>(), new Set<Meter>()];
  const [measured, quantities] = [new Set<string>(), new Set<string>()];
  const clocks: { readonly start: string; readonly period: string }[] = [];
  const inExpression = (expression: Expression, measures: (what: string) => void): void => {
    if ("fact" in expression) {
      facts.add(expression.fact);
      measures(expression.fact);
    } else if ("meter" in expression) {
      const { base, basis, unit } = expression.meter;
      meters.add(expression.meter);
      measures(`${base} ${basis} ${unit}`);
    } else if ("after" in expression) {
      const { after, period } = expression;
      const start = "fact" in after ? after.fact : "several";
      clocks.push({ start, period: `${period.n} ${period.unit}` });
      inExpression(after, measures);
    } else if ("round" in expression) inExpression(expression.of, measures);
    else if ("pick" in expression) {
      for (const { when, then } of expression.pick) {
        inPredicate(when, false);
        inExpression(then, measures);
      }
      inExpression(expression.else, measures);
    } else if ("op" in expression) for (const one of expression.of) inExpression(one, measures);
  };
  const inPredicate = (one: Predicate, outermost: boolean): void => {
    if ("not" in one) return inPredicate(one.not, outermost);
    if (!("left" in one)) return joinedBy(one).forEach((part) => inPredicate(part, outermost));
    const measure = (what: string) => {
      if (!outermost) return;
      measured.add(what);
      if (!EQUALITIES.has(one.cmp)) quantities.add(what);
    };
    const ignored = () => undefined;
    // What is measured is written on the left; on the right only where the left is a number.
    const turned = isLiteral(one.left);
    inExpression(one.left, turned ? ignored : measure);
    inExpression(one.right, turned ? measure : ignored);
  };
  inPredicate(predicate, true);
  const parts = {
    ...{ facts: [...facts], meters: [...meters], clocks },
    ...{ measured: [...measured], quantities: [...quantities] },
  };
  kept.set(predicate, parts);
  return parts;
}

const isLiteral = (expression: Expression): boolean =>
  ["num", "bool", "text", "set", "day"].some((literal) => literal in expression);
