import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, type Answered, authoritiesOf, exposureOf, placeOf, witnessOf } from "../found.js";
import { productsOf, shared } from "../law.js";
import { eachPair } from "../pairs.js";
import { type Audit, inOrder, precedence } from "./context.js";

/** Of two products, offerings, issuers, venues and firms each question has its own; the persons and what they do are the same. */
const OWN = new Set(["product", "offering", "issuer", "venue", "firm"]);

/** The other question's own names: everything that only one of the tests speaks of and that belongs to the product, or to whom it is with. */
export function apartOf(one: Ask, other: Ask) {
  const [mine, theirs] = [partsOf(one.test).facts, partsOf(other.test).facts];
  const both = new Set(shared(mine, theirs));
  const own = (key: string) => OWN.has(key.split(".")[0] ?? "") && !both.has(key);
  return { space: `b:${[...both].sort().join("+")}`, facts: own };
}

/** One exposure, one measure, two classes of product, two numbers: which class it is decides what is asked. */
export function byClass(audit: Audit): void {
  const limits = audit.asks.filter(
    ({ placed, measure }) => measure !== undefined && ["limit", "exempt"].includes(placed.provision.effect.type),
  );
  const keys = ({ measure, placed }: Ask) =>
    placed.provision.scope.exposure === undefined ? [] : [`${measure} ${placed.provision.scope.exposure}`];
  eachPair(limits, keys, (first, second) => {
    const products = shared(productsOf(first.placed.provision), productsOf(second.placed.provision));
    if (products.length === 0 && audit.subjects.same(first, second)) compare(audit, ...inOrder(first, second));
  });
}

function compare(audit: Audit, one: Ask, other: Ask): void {
  const { inquiry, law } = audit;
  const apart = apartOf(one, other);
  const differ = (mine: boolean) =>
    inquiry.ask(
      [
        { predicate: scopeOf(one.placed), holds: true },
        { predicate: one.test, holds: mine },
        { predicate: scopeOf(other.placed), holds: true, apart },
        { predicate: other.test, holds: !mine, apart },
      ],
      apart,
    );
  const [onlyOne, onlyOther] = [differ(true), differ(false)];
  const meets = onlyOne !== null && onlyOne !== "tooMany";
  const found = meets ? onlyOne : onlyOther;
  if (found === null || found === "tooMany") return;
  const measure = one.measure ?? "";
  const group = [measure, exposureOf([one, other]) ?? "-", authoritiesOf([one, other]).join(", ")].join(" · ");
  if (precedence(audit, one.placed, other.placed, group)) return;
  const answered: readonly Answered[] = [
    [one, meets ? "met" : "failed"],
    [other, meets ? "failed" : "met"],
  ];
  audit.findings.push({
    code: "differs-by-class",
    severity: authoritiesOf([one, other]).length === 1 ? "note" : "warning",
    measure,
    ...aboutAsks([one, other]),
    witness: witnessOf(
      law,
      found,
      [one, other].map((ask, index) => ({ ...placeOf(ask), answered: answered.slice(index, index + 1) })),
    ),
    what: `The same exposure, measured by ${measure}: which class the product is of decides what is asked.`,
    suggestion:
      "Each holds within its class; never take the stricter of two classes. Settle the class first (`classify`).",
  });
}
