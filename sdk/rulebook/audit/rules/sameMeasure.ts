import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, type Answered, authoritiesOf, exposureOf, witnessOf } from "../found.js";
import { common, type Found } from "../inquiry.js";
import { type Law, productsOf } from "../law.js";
import { exposuresDiffer } from "../subjects.js";
import { eachPair } from "../pairs.js";
import { type Audit, inOrder, precedence } from "./context.js";

const isLimit = ({ placed }: Ask) => placed.provision.effect.type === "limit";
const BINDING = new Set(["limit", "exempt"]);

/**
 * Two limits of one measure on one activity with one class of product: nobody can meet both (`contradiction`), or one allows what the other refuses
 * (`overlap-without-precedence`), or they agree. So too an exemption, if a limit refuses what it opens; two exemptions are two ways, and no conflict.
 */
export function sameMeasure(audit: Audit, skip: (one: Ask, other: Ask) => boolean): void {
  const limits = audit.asks.filter(
    ({ placed, measure }) => measure !== undefined && BINDING.has(placed.provision.effect.type),
  );
  const keys = ({ measure, placed }: Ask) =>
    productsOf(placed.provision).flatMap((product) =>
      placed.provision.scope.activities.map((activity) => `${measure} ${activity} ${product}`),
    );
  eachPair(limits, keys, (first, second) => {
    if (exposuresDiffer(first, second) || skip(first, second)) return;
    if (isLimit(first) || isLimit(second)) compare(audit, ...inOrder(first, second));
  });
}

function compare(audit: Audit, one: Ask, other: Ask): void {
  const { inquiry, law } = audit;
  const scopes = [one, other].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true }));
  const wish = (mine: boolean, theirs: boolean) =>
    inquiry.ask([...scopes, { predicate: one.test, holds: mine }, { predicate: other.test, holds: theirs }]);
  // What an exemption refuses only leaves it closed.
  const [onlyOne, onlyOther] = [isLimit(other) ? wish(true, false) : null, isLimit(one) ? wish(false, true) : null];
  const apart = cells(onlyOne) ?? cells(onlyOther);
  const measure = one.measure ?? "";
  if (apart === undefined) return agree(audit, one, other, wish(true, true) !== null);
  const group = [measure, exposureOf([one, other]) ?? "-", authoritiesOf([one, other]).join(", ")].join(" · ");
  if (precedence(audit, one.placed, other.placed, group)) return;
  const contradicts = isLimit(one) && isLimit(other) && wish(true, true) === null;
  if (!contradicts && !audit.subjects.same(one, other) && !bothAreNumbers(law, one, other)) return;
  const { activities, products } = common(one.placed, other.placed);
  const [activity, product] = [activities[0], products[0]];
  if (activity === undefined || product === undefined) return;
  const answered: readonly Answered[] =
    cells(onlyOne) === undefined
      ? [
          [one, "failed"],
          [other, "met"],
        ]
      : [
          [one, "met"],
          [other, "failed"],
        ];
  const sameAuthority = authoritiesOf([one, other]).length === 1;
  audit.findings.push({
    code: contradicts ? "contradiction" : "overlap-without-precedence",
    severity: contradicts ? "error" : sameAuthority ? "note" : "warning",
    measure,
    ...aboutAsks([one, other]),
    witness: witnessOf(law, apart, [{ activity, product, answered }]),
    what: contradicts
      ? `No value of ${measure} meets both where both apply.`
      : `Both limit ${measure}, and one allows what the other refuses; no text says which prevails, so both must be met.`,
    suggestion: contradicts
      ? "Narrow a scope, state the precedence with the text that gives it, or have somebody with the authority decide it, and record who."
      : "If a text says which prevails, state it (`over`); otherwise the stricter one binds.",
  });
}

/** Whether both tests compare numbers in the unit of their measure: two numbers for one thing, whatever each of them is read from. */
const bothAreNumbers = ({ facts, measures }: Law, one: Ask, other: Ask): boolean => {
  const unit = one.measure === undefined ? undefined : measures.get(one.measure)?.unit;
  // What a meter counts ends with its unit.
  const isIn = (quantity: string) => (facts.get(quantity)?.unit ?? quantity.split(" ").at(-1)) === unit;
  return unit !== undefined && [one, other].every(({ test }) => partsOf(test).quantities.some(isIn));
};

const cells = (found: readonly Found[] | null | "tooMany") =>
  found === null || found === "tooMany" ? undefined : found;

function agree({ agreements }: Audit, one: Ask, other: Ask, meet: boolean): void {
  const authorities = authoritiesOf([one, other]);
  if (!meet || authorities.length < 2) return;
  agreements.push({
    measure: one.measure ?? "",
    exposure: exposureOf([one, other]),
    authorities,
    provisions: [one, other].map(({ placed }) => placed.provision.id),
  });
}
