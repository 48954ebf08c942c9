import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, authoritiesOf, exposureOf, witnessOfTwo } from "../found.js";
import { common, type Found } from "../inquiry.js";
import { eachPair } from "../pairs.js";
import { type Audit, inOrder, precedence } from "./context.js";

const factOf = ({ placed: { provision } }: Ask): string =>
  provision.effect.type === "define" ? provision.effect.fact : "";

const isProduct = (ask: Ask) => factOf(ask).startsWith("product.");

/** Definitions that a product can meet together: one says that it is, the other that it is not; or two authorities each call it theirs. */
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
  eachPair(
    asks.filter((ask) => isProduct(ask) && !audit.inquiry.neverHolds(ask.test)),
    ({
      placed: {
        provision: { scope },
      },
    }) => (scope.exposure === undefined ? [] : [scope.exposure]),
    (first, second) => {
      const [one, other] = inOrder(first, second);
      if (factOf(one) !== factOf(other) && authoritiesOf([one, other]).length > 1) bothClaim(audit, one, other);
    },
  );
}

function cellsOf(audit: Audit, one: Ask, other: Ask, tests: readonly Ask[]): readonly Found[] | undefined {
  const cells = audit.inquiry.ask([
    ...[one, other].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true })),
    ...tests.map(({ test }) => ({ predicate: test, holds: true })),
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

/** Two authorities that define one term must move together. */
function sameTerm(audit: Audit, one: Ask, other: Ask): void {
  const authorities = authoritiesOf([one, other]);
  if (authorities.length < 2 || cellsOf(audit, one, other, [one, other]) === undefined) return;
  audit.agreements.push({
    ...{ measure: factOf(one), exposure: exposureOf([one, other]), authorities },
    provisions: [one, other].map(({ placed }) => placed.provision.id),
  });
}

function bothClaim(audit: Audit, one: Ask, other: Ask): void {
  const { activities, products } = common(one.placed, other.placed);
  const [activity, product] = [activities[0], products[0]];
  if (activity === undefined || product === undefined) return;
  // One that builds on the other is no rival of it.
  if (partsOf(one.test).facts.includes(factOf(other)) || partsOf(other.test).facts.includes(factOf(one))) return;
  const cells = cellsOf(audit, one, other, [one, other]);
  if (cells === undefined) return;
  const group = [factOf(one), factOf(other)].sort().join(" / ");
  if (precedence(audit, one.placed, other.placed, group)) return;
  audit.findings.push({
    code: "overlap-without-precedence",
    severity: "warning",
    measure: group,
    ...aboutAsks([one, other]),
    witness: witnessOfTwo(audit.law, cells, { activity, product }, [one, "met"], [other, "met"]),
    what: `One product is ${factOf(one)} to one authority and ${factOf(other)} to another.`,
    suggestion: "If a text says which prevails, state it (`over`); otherwise a person decides, and records it.",
  });
}
