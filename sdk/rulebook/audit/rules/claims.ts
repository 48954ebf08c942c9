import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, authoritiesOf, witnessOfTwo } from "../found.js";
import { common } from "../inquiry.js";
import { eachPair } from "../pairs.js";
import { type Audit, inOrder, precedence } from "./context.js";
import { cellsOf, factOf } from "./definitions.js";

/** Whom or what a fact is about, if it says what a product is and not who deals in it, how or when. */
const OF_THE_PRODUCT = new Set(["product", "offering", "issuer"]);

/** What a product is: the measure of two claims to it. */
const CLASS = "classification";

/** One product that meets the definitions of two terms, each of another authority: whose is it? */
export function claims(audit: Audit): void {
  const classes = audit.asks.filter((ask) => isClass(ask) && !takesAway(audit, ask));
  eachPair(
    classes.filter(({ test }) => !audit.inquiry.neverHolds(test)),
    ({ placed }) => [placed.provision.scope.exposure ?? []].flat(),
    (first, second) => {
      if (factOf(first) !== factOf(second)) bothClaim(audit, ...inOrder(first, second));
    },
  );
}

function isClass({ placed, test }: Ask): boolean {
  const { effect } = placed.provision;
  if (effect.type !== "define" || !effect.fact.startsWith("product.")) return false;
  const read = [...partsOf(test).facts, ...partsOf(scopeOf(placed)).facts];
  return read.every((fact) => OF_THE_PRODUCT.has(fact.split(".")[0] ?? ""));
}

/** Whether a definition goes before that of another term: it takes away from that, and claims nothing. */
function takesAway({ law }: Audit, ask: Ask): boolean {
  const before = new Set((ask.placed.provision.over ?? []).map(({ provision }) => provision));
  return law.inForce.some(
    ({ provision: { id, effect } }) => before.has(id) && effect.type === "define" && effect.fact !== factOf(ask),
  );
}

function bothClaim(audit: Audit, one: Ask, other: Ask): void {
  const { activities, products } = common(one.placed, other.placed);
  const [activity, product] = [activities[0], products[0]];
  if (activity === undefined || product === undefined || authoritiesOf([one, other]).length < 2) return;
  // A term that is made of the other one is no rival of it.
  const { groundsOf } = audit.subjects;
  if (groundsOf(factOf(one)).has(factOf(other)) || groundsOf(factOf(other)).has(factOf(one))) return;
  const cells = cellsOf(audit, one, other, [one, other]);
  if (cells === undefined) return;
  const group = [factOf(one), factOf(other)].sort().join(" / ");
  if (precedence(audit, one.placed, other.placed, group)) return;
  audit.findings.push({
    code: "overlap-without-precedence",
    severity: "warning",
    measure: CLASS,
    ...aboutAsks([one, other]),
    witness: witnessOfTwo(audit.law, cells, { activity, product }, [one, "met"], [other, "met"]),
    what: `One product is ${factOf(one)} to one authority and ${factOf(other)} to another.`,
    suggestion: "If a text says which prevails, state it (`over`); otherwise a person decides, and records it.",
  });
}
