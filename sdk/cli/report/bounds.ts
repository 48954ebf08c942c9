import type { FindingSide } from "../../rulebook/audit/index.js";
import type { Comparison, Expression, LegalUnit, Predicate, Provision } from "../../rulebook/index.js";
import { joinedBy } from "../../rulebook/predicates.js";
import { expressionInWords } from "../../rulebook/words/index.js";

/** A number that a provision compares with. */
export type Bound = {
  readonly cmp: Comparison;
  readonly number: string;
  readonly unit: LegalUnit | undefined;
  /** What stands on its side of the comparison, in words: `50 %`, `12.5 % × the product's open interest`. */
  readonly words: string;
  /** Whether the number is all that stands there. */
  readonly alone: boolean;
};

const FLIPPED: Readonly<Record<Comparison, Comparison>> = {
  ...{ "<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<", in: "in", has: "has" },
};
const NEGATED: Readonly<Partial<Record<Comparison, Comparison>>> = {
  ...{ "<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<=" },
};

/** The numbers that one side of a finding compares with, in the order of its text. */
export const boundsOf = (
  side: FindingSide,
  provision: Provision | undefined,
  measure: string | null,
): readonly Bound[] => testsOf(side, provision, measure).flatMap((test) => within(test, false));

/** What one side of a finding asks: the requirement that its path names; without one, those of the measure; without them, what the effect turns on. */
export function testsOf(
  { path, provision: id }: FindingSide,
  provision: Provision | undefined,
  measure: string | null,
): readonly Predicate[] {
  if (provision === undefined || provision.id !== id) return [];
  const { effect } = provision;
  if ("requires" in effect) {
    const [, index] = /requires\[(\d+)\]/.exec(path) ?? [];
    const named = index === undefined ? undefined : effect.requires[Number(index)];
    if (named !== undefined) return [named.test];
    return effect.requires.filter((one) => one.measure === measure).map(({ test }) => test);
  }
  if (effect.type === "define") return [effect.as];
  return "when" in effect ? [effect.when] : [];
}

function within(predicate: Predicate, negated: boolean): readonly Bound[] {
  if ("not" in predicate) return within(predicate.not, !negated);
  if (!("left" in predicate)) return joinedBy(predicate).flatMap((one) => within(one, negated));
  const { left, cmp, right } = predicate;
  const said = negated ? (NEGATED[cmp] ?? cmp) : cmp;
  return [...boundIn(right, said), ...boundIn(left, FLIPPED[said])];
}

function boundIn(expression: Expression, cmp: Comparison): readonly Bound[] {
  const number = numberIn(expression);
  if (number === undefined) return [];
  return [{ cmp, ...number, words: expressionInWords(expression), alone: "num" in expression }];
}

function numberIn(expression: Expression): Pick<Bound, "number" | "unit"> | undefined {
  if ("num" in expression) return { number: expression.num, unit: expression.unit };
  if ("after" in expression) {
    const { n, unit } = expression.period;
    return { number: String(n), unit: unit === "week" ? undefined : unit };
  }
  if ("round" in expression) return numberIn(expression.of);
  if ("op" in expression) return expression.of.map(numberIn).find((one) => one !== undefined);
  if ("pick" in expression)
    return (
      expression.pick.map(({ then }) => numberIn(then)).find((one) => one !== undefined) ?? numberIn(expression.else)
    );
  return undefined;
}
