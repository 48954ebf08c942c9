import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, authoritiesOf, witnessOf } from "../found.js";
import { common } from "../inquiry.js";
import type { Law, Placed } from "../law.js";
import type { Predicate } from "../../predicates.js";
import { eachPair } from "../pairs.js";
import { type Audit, inOrder, precedence } from "./context.js";

const REFUSES = new Set(["limit", "prohibit"]);

/** Definitions of each fact, by provisions in force or not. */
function definersOf(placed: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const one of placed) {
    const { effect } = one.provision;
    if (effect.type === "define") found.set(effect.fact, [...(found.get(effect.fact) ?? []), one]);
  }
  return found;
}

/** Facts that the law leaves to judgement, and those that every definition in force derives from such. */
function openFacts({ facts, inForce }: Law): ReadonlySet<string> {
  const open = new Set<string>(
    [...facts.values()].filter(({ openTexture }) => openTexture === true).map(({ id }) => id),
  );
  const definers = definersOf(inForce);
  const rests = ({ provision: { effect, scope } }: Placed) =>
    effect.type === "define" &&
    [effect.as, ...(scope.when === undefined ? [] : [scope.when])].some((test) =>
      partsOf(test).facts.some((fact) => open.has(fact)),
    );
  for (let grown = true; grown;) {
    grown = false;
    for (const [fact, list] of definers)
      if (!open.has(fact) && list.some(rests)) {
        open.add(fact);
        grown = true;
      }
  }
  return open;
}

const says = (fact: string, value: boolean): Predicate => ({
  left: { fact: fact as `product.${string}` },
  cmp: "==",
  right: { bool: value },
});

/** Terms on which provisions turn and that no text in force defines: those whose definition ended, those that decide between two authorities, and the rest. */
export function terms(audit: Audit): void {
  const { law, asks } = audit;
  const [ended, current] = [definersOf(law.all), definersOf(law.inForce)];
  const users = new Map<string, Ask[]>();
  for (const ask of asks) {
    const used = new Set([...partsOf(ask.test).facts, ...partsOf(scopeOf(ask.placed)).facts]);
    for (const fact of used) users.set(fact, [...(users.get(fact) ?? []), ask]);
  }
  const left = new Map<string, { readonly fact: string; readonly ask: Ask }[]>();
  for (const [fact, using] of users) {
    if (law.facts.get(fact)?.openTexture !== true || current.has(fact)) continue;
    const former = (ended.get(fact) ?? []).filter(({ provision }) => provision.status !== "proposed");
    if (former.length > 0) push(audit, fact, using, former);
    else
      for (const ask of using) {
        const { authority } = ask.placed.provision;
        left.set(authority, [...(left.get(authority) ?? []), { fact, ask }]);
      }
  }
  for (const list of left.values()) judged(audit, list);
  forks(audit, openFacts(law));
}

function push(audit: Audit, fact: string, using: readonly Ask[], former: readonly Placed[]): void {
  audit.findings.push({
    code: "undefined-term",
    severity: "warning",
    measure: using.find(({ measure }) => measure !== undefined)?.measure ?? fact,
    ...aboutAsks(using),
    witness: null,
    what: `${fact} decides, and no text in force says what it means: ${former.map(({ provision }) => `${provision.citation} did, and is ${provision.status.replace("_", " ")}`).join("; ")}.`,
    suggestion: "Answer ambiguous until somebody records a decision; take the conservative reading meanwhile.",
  });
}

function judged(audit: Audit, list: readonly { readonly fact: string; readonly ask: Ask }[]): void {
  const asks = [...new Set(list.map(({ ask }) => ask))];
  const facts = [...new Set(list.map(({ fact }) => fact))].sort();
  audit.findings.push({
    code: "undefined-term",
    severity: "note",
    measure: null,
    ...aboutAsks(asks),
    exposure: null,
    witness: null,
    what: `Left to judgement: ${facts.join(", ")}.`,
    suggestion: "Only an attested value counts; say whose it is.",
  });
}

/** An open term that alone decides which of two authorities' provisions applies: before it is settled both may. */
function forks(audit: Audit, open: ReadonlySet<string>): void {
  const { inquiry, law } = audit;
  const asks = audit.asks.filter(({ placed }) => REFUSES.has(placed.provision.effect.type));
  const decisive = new Map<string, boolean>();
  const settles = (ask: Ask, fact: string, value: boolean) => {
    const key = `${ask.path} ${fact} ${value}`;
    const known = decisive.get(key);
    if (known !== undefined) return known;
    const scope = { predicate: scopeOf(ask.placed), holds: true };
    const needs = inquiry.ask([scope, { predicate: says(fact, !value), holds: true }]) === null;
    decisive.set(key, needs);
    return needs;
  };
  const keys = ({ placed }: Ask) =>
    partsOf(scopeOf(placed)).facts.flatMap((fact) =>
      open.has(fact) ? placed.provision.scope.activities.map((activity) => `${fact} ${activity}`) : [],
    );
  eachPair(asks, keys, (first, second) => {
    const [one, other] = inOrder(first, second);
    const { activities, products } = common(one.placed, other.placed);
    const [activity, product] = [activities[0], products[0]];
    if (activity === undefined || product === undefined || authoritiesOf([one, other]).length === 1) return;
    const facts = partsOf(scopeOf(one.placed)).facts.filter(
      (fact) => open.has(fact) && partsOf(scopeOf(other.placed)).facts.includes(fact),
    );
    const fact = facts.find((one1) =>
      [true, false].some((value) => settles(one, one1, value) && settles(other, one1, !value)),
    );
    if (fact === undefined || precedence(audit, one.placed, other.placed, fact)) return;
    const apart = { space: `b:${fact}`, facts: (key: string) => key === fact };
    const cells = inquiry.ask(
      [
        { predicate: scopeOf(one.placed), holds: true },
        { predicate: one.test, holds: false },
        { predicate: scopeOf(other.placed), holds: true, apart },
        { predicate: other.test, holds: false, apart },
      ],
      apart,
    );
    if (cells === null || cells === "tooMany") return;
    audit.findings.push({
      code: "undefined-term",
      severity: "warning",
      measure: fact,
      ...aboutAsks([one, other]),
      witness: witnessOf(law, cells, [
        { activity, product, answered: [[one, "failed"]] },
        { activity, product, answered: [[other, "failed"]] },
      ]),
      what: `Whether ${fact} decides which of the two applies, and the law leaves it to judgement.`,
      suggestion: "Refuse by both until the class is recorded as decided.",
    });
  });
}
