import type { Effect } from "../../effects.js";
import { addDays } from "../../values/civilDays.js";
import { type Ask, asksOf, scopeOf } from "../asks.js";
import { aboutAsks, witnessOf } from "../found.js";
import { common } from "../inquiry.js";
import { eachPair } from "../pairs.js";
import { type Audit } from "./context.js";

const datesOf = ({ placed }: Ask) => placed.provision.effective;

/** What one version has in common with the next: who makes it, whom it binds, what kind of effect it has on what, and of which exposure. */
function subjectOf({ placed, measure }: Ask): string {
  const { authority, effect, scope } = placed.provision;
  const what = effect.type === "define" ? effect.fact : effect.type === "exempt" ? exemption(effect) : (measure ?? "");
  return [authority, scope.binds, effect.type, what, scope.exposure ?? ""].join("|");
}

/** Which way an exemption is: several stand beside each other, and ask for the same things in other numbers. */
const exemption = ({ from, requires }: Extract<Effect, { readonly type: "exempt" }>) =>
  [...from, ...requires.map(({ measure }) => measure)].join(" ");

/**
 * Versions of one rule that leave days without any (`date-hole`), or give one day two (`date-overlap`). A version ended because another took its place; which
 * one is told by what both are about.
 */
export function versions(audit: Audit): void {
  const asks = audit.law.all
    .filter(
      ({ provision: { status, effective } }) =>
        effective !== undefined && status !== "proposed" && status !== "withdrawn",
    )
    .flatMap(asksOf);
  const successors = new Map<Ask, Ask[]>();
  eachPair(
    asks,
    (ask) => (ask.measure === undefined && ask.placed.provision.effect.type !== "define" ? [] : [subjectOf(ask)]),
    (first, second) => {
      const [older, newer] =
        (datesOf(first)?.from ?? "") <= (datesOf(second)?.from ?? "") ? [first, second] : [second, first];
      if (older.placed.provision.status !== "superseded" || datesOf(older)?.from === datesOf(newer)?.from) return;
      if (!sameGround(audit, older, newer)) return;
      successors.set(older, [...(successors.get(older) ?? []), newer]);
    },
  );
  for (const ask of asks) {
    const end = datesOf(ask)?.through;
    if (ask.placed.provision.status !== "superseded" || end === undefined) continue;
    const later = successors.get(ask) ?? [];
    const next = addDays(end, 1);
    const first = later.map((one) => datesOf(one)?.from ?? "").sort()[0];
    if (next !== undefined && first !== undefined && later.every((one) => (datesOf(one)?.from ?? "") > next))
      hole(audit, ask, later, next, first);
    for (const newer of later)
      if ((datesOf(newer)?.from ?? "") <= end && differs(audit, ask, newer)) overlap(audit, ask, newer, end);
  }
}

/** Whether both can apply to something: an activity, a class, and scopes that meet. */
function sameGround({ inquiry }: Audit, older: Ask, newer: Ask): boolean {
  const { activities, products } = common(older.placed, newer.placed);
  if (activities.length === 0 || products.length === 0) return false;
  return inquiry.ask([older, newer].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true }))) !== null;
}

const differs = ({ inquiry }: Audit, older: Ask, newer: Ask) =>
  [true, false].some((mine) =>
    inquiry.ask([
      ...[older, newer].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true })),
      { predicate: older.test, holds: mine },
      { predicate: newer.test, holds: !mine },
    ]),
  );

function hole({ findings }: Audit, older: Ask, later: readonly Ask[], from: string, first: string): void {
  const newer = later.filter((one) => datesOf(one)?.from === first);
  findings.push({
    code: "date-hole",
    severity: "error",
    measure: older.measure ?? null,
    ...aboutAsks([older, ...newer.slice(0, 1)]),
    witness: null,
    what: `From ${from} until the day before ${first} neither version is in force.`,
    suggestion: "Mend the dates of the versions, or say what governed the days between.",
  });
}

function overlap(audit: Audit, older: Ask, newer: Ask, end: string): void {
  const { activities, products } = common(older.placed, newer.placed);
  const [activity, product] = [activities[0], products[0]];
  const cells = audit.inquiry.ask([older, newer].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true })));
  if (activity === undefined || product === undefined || cells === null || cells === "tooMany") return;
  audit.findings.push({
    code: "date-overlap",
    severity: "error",
    measure: older.measure ?? null,
    ...aboutAsks([older, newer]),
    witness: { ...witnessOf(audit.law, cells, [{ activity, product, answered: [] }]), on: end },
    what: `On ${end} both versions are in force.`,
    suggestion: "A version that was superseded ends the day before the next one begins.",
  });
}
