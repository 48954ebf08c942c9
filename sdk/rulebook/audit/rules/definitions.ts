import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, type Answered, authoritiesOf, exposureOf, witnessOfTwo } from "../found.js";
import { common, type Found } from "../inquiry.js";
import { shared } from "../law.js";
import { eachPair } from "../pairs.js";
import { type Audit, inOrder, precedence } from "./context.js";

export const factOf = ({ placed: { provision } }: Ask): string =>
  provision.effect.type === "define" ? provision.effect.fact : "";

/** Definitions of one term: one says that something is it, the other that it is not; or both look at the same, and draw the line elsewhere. */
export function definitions(audit: Audit): void {
  const asks = audit.asks.filter(({ placed }) => placed.provision.effect.type === "define");
  eachPair(
    asks,
    (ask) => [factOf(ask)],
    (first, second) => {
      const [one, other] = inOrder(first, second);
      const excludes = [one, other].map(({ test }) => audit.inquiry.neverHolds(test));
      if (excludes[0] === false && excludes[1] === false) sameTerm(audit, one, other);
      if (excludes[0] !== excludes[1])
        includesAndExcludes(audit, ...(excludes[0] === true ? ([other, one] as const) : ([one, other] as const)));
    },
  );
}

/** Cells in which two definitions both apply, and the tests named hold. */
export function cellsOf(
  audit: Audit,
  one: Ask,
  other: Ask,
  holds: readonly Ask[],
  fails: readonly Ask[] = [],
): readonly Found[] | undefined {
  const cells = audit.inquiry.ask([
    ...[one, other].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true })),
    ...holds.map(({ test }) => ({ predicate: test, holds: true })),
    ...fails.map(({ test }) => ({ predicate: test, holds: false })),
  ]);
  return cells === null || cells === "tooMany" ? undefined : cells;
}

function includesAndExcludes(audit: Audit, includes: Ask, excludes: Ask): void {
  const { activities, products } = common(includes.placed, excludes.placed);
  const [activity, product] = [activities[0], products[0]];
  if (activity === undefined || product === undefined) return;
  const cells = cellsOf(audit, includes, excludes, [includes]);
  if (cells === undefined) return;
  const fact = factOf(includes);
  if (precedence(audit, includes.placed, excludes.placed, fact)) return;
  audit.findings.push({
    code: "contradiction",
    severity: "error",
    measure: fact,
    ...aboutAsks([includes, excludes]),
    witness: witnessOfTwo(audit.law, cells, { activity, product }, [includes, "met"], [excludes, "failed"]),
    what: `One text says ${fact}, another says not, of the same.`,
    suggestion:
      "State the precedence with the text that gives it, or have somebody with the authority decide it, and record who.",
  });
}

/** Two definitions that agree wherever both apply must move together; two that look at the same and do not agree are two ideas of one term. */
function sameTerm(audit: Audit, one: Ask, other: Ask): void {
  const { activities, products } = common(one.placed, other.placed);
  const [activity, product] = [activities[0], products[0]];
  if (activity === undefined || product === undefined) return;
  const onlyOne = cellsOf(audit, one, other, [one], [other]);
  const cells = onlyOne ?? cellsOf(audit, one, other, [other], [one]);
  const authorities = authoritiesOf([one, other]);
  const fact = factOf(one);
  if (cells === undefined) {
    if (authorities.length > 1 && cellsOf(audit, one, other, [one, other]) !== undefined)
      audit.agreements.push({
        ...{ measure: fact, exposure: exposureOf([one, other]), authorities },
        provisions: [one, other].map(({ placed }) => placed.provision.id),
      });
    return;
  }
  const swallowed = onlyOne === undefined || cellsOf(audit, one, other, [other], [one]) === undefined;
  // One authority has several ways to one status, and no two of them alike: one that only repeats less of another is none.
  if (!lookAtTheSame(one, other) || (authorities.length === 1 && !swallowed)) return;
  if (precedence(audit, one.placed, other.placed, fact)) return;
  const answers: readonly [Answered, Answered] =
    onlyOne === undefined
      ? [
          [one, "failed"],
          [other, "met"],
        ]
      : [
          [one, "met"],
          [other, "failed"],
        ];
  audit.findings.push({
    code: "overlap-without-precedence",
    severity: authorities.length > 1 ? "warning" : "note",
    measure: fact,
    ...aboutAsks([one, other]),
    witness: witnessOfTwo(audit.law, cells, { activity, product }, ...answers),
    what: `Both define ${fact} by the same, and draw the line elsewhere: who meets either is it.`,
    suggestion: "Say which one holds (`over`), narrow a scope, or make both alike.",
  });
}

/** Whether two definitions measure the same, or, of two authorities, one only something more: they are no two ways to one status. */
function lookAtTheSame(one: Ask, other: Ask): boolean {
  const [mine, theirs] = [partsOf(one.test).measured, partsOf(other.test).measured];
  const [both, rivals] = [shared(mine, theirs).length, authoritiesOf([one, other]).length > 1];
  return both > 0 && both === (rivals ? Math.min : Math.max)(mine.length, theirs.length);
}
