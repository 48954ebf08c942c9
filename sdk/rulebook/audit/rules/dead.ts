import { type Ask, asksOf, scopeOf } from "../asks.js";
import { aboutAsks } from "../found.js";
import type { Placed } from "../law.js";
import type { Audit } from "./context.js";

/** Provisions that can never do what they say: nobody is in their scope, nobody can meet all of their requirements, or what they exempt from is not there. */
export function dead(audit: Audit): void {
  const known = new Map<string, readonly Placed[]>();
  for (const one of audit.law.all) known.set(one.provision.id, [...(known.get(one.provision.id) ?? []), one]);
  const inForce = new Set(audit.law.inForce.map(({ provision }) => provision.id));
  for (const placed of audit.law.inForce) {
    const asks = asksOf(placed);
    const why = whyDead(audit, placed, asks) ?? exemptsNothing(placed, known, inForce);
    if (why !== undefined) push(audit, asks, why);
  }
}

function whyDead({ inquiry }: Audit, placed: Placed, asks: readonly Ask[]): string | undefined {
  const { effect } = placed.provision;
  const scope = { predicate: scopeOf(placed), holds: true };
  if (inquiry.ask([scope]) === null) return "nothing can be in its scope";
  if (effect.type === "prohibit" || (effect.type === "define" && inquiry.neverHolds(effect.as))) return undefined;
  const all = inquiry.ask([scope, ...asks.map(({ test }) => ({ predicate: test, holds: true }))]);
  if (all !== null) return undefined;
  const alone = asks.find(({ test }) => inquiry.ask([scope, { predicate: test, holds: true }]) === null);
  const what = alone?.requirement === undefined ? "its test" : `its requirement ${alone.requirement}`;
  if (effect.type !== "limit" && effect.type !== "exempt") return `${what} can never hold in its scope`;
  const whole =
    alone === undefined ? "its requirements can never hold together" : `${what} can never hold in its scope`;
  return effect.type === "limit" ? `${whole}: nobody can ever meet it` : `${whole}: nobody can ever rely on it`;
}

function exemptsNothing(
  { provision: { effect } }: Placed,
  known: ReadonlyMap<string, readonly Placed[]>,
  inForce: ReadonlySet<string>,
): string | undefined {
  if (effect.type !== "exempt" || effect.from.some((id) => inForce.has(id))) return undefined;
  const absent = effect.from.filter((id) => !known.has(id));
  // What is not among the documents may be in others.
  return absent.length > 0 ? undefined : "what it exempts from is not in force";
}

function push({ findings }: Audit, asks: readonly Ask[], why: string): void {
  findings.push({
    code: "dead-provision",
    severity: "error",
    measure: asks.find(({ measure }) => measure !== undefined)?.measure ?? null,
    ...aboutAsks(asks.slice(0, 1)),
    witness: null,
    what: `It is in force and does nothing: ${why}.`,
    suggestion: "Mend its scope or its tests, or end it.",
  });
}
